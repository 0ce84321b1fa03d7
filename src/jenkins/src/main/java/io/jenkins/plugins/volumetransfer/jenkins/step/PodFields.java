package io.jenkins.plugins.volumetransfer.jenkins.step;

import io.jenkins.plugins.volumetransfer.spec.PodOptions;
import io.jenkins.plugins.volumetransfer.spec.PodPer;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.Map;
import org.kohsuke.stapler.DataBoundSetter;

/** The transfer pods, and the claims that are made. */
public abstract class PodFields extends RsyncFields {

  public Topology getTopology() {
    return option("topology", PodOptions.DEFAULT.topology());
  }

  @DataBoundSetter
  public void setTopology(Topology topology) {
    give("topology", topology);
  }

  public PodPer getPodPer() {
    return option("podPer", PodOptions.DEFAULT.podPer());
  }

  @DataBoundSetter
  public void setPodPer(PodPer podPer) {
    give("podPer", podPer);
  }

  public boolean isNonRoot() {
    return flag("nonRoot", false);
  }

  @DataBoundSetter
  public void setNonRoot(boolean nonRoot) {
    give("nonRoot", nonRoot);
  }

  public Integer getRunAsUser() {
    return number("runAsUser");
  }

  @DataBoundSetter
  public void setRunAsUser(Integer runAsUser) {
    give("runAsUser", runAsUser);
  }

  public Integer getRunAsGroup() {
    return number("runAsGroup");
  }

  @DataBoundSetter
  public void setRunAsGroup(Integer runAsGroup) {
    give("runAsGroup", runAsGroup);
  }

  public Integer getFsGroup() {
    return number("fsGroup");
  }

  @DataBoundSetter
  public void setFsGroup(Integer fsGroup) {
    give("fsGroup", fsGroup);
  }

  public boolean isNetworkPolicies() {
    return flag("networkPolicies", true);
  }

  @DataBoundSetter
  public void setNetworkPolicies(boolean networkPolicies) {
    give("networkPolicies", networkPolicies);
  }

  public String getImage() {
    return text("image");
  }

  @DataBoundSetter
  public void setImage(String image) {
    give("image", image);
  }

  public String getStunnelImage() {
    return text("stunnelImage");
  }

  @DataBoundSetter
  public void setStunnelImage(String stunnelImage) {
    give("stunnelImage", stunnelImage);
  }

  public boolean isCreate() {
    return flag("create", false);
  }

  @DataBoundSetter
  public void setCreate(boolean create) {
    give("create", create);
  }

  public String getStorageClass() {
    return text("storageClass");
  }

  @DataBoundSetter
  public void setStorageClass(String storageClass) {
    give("storageClass", storageClass);
  }

  public Map<String, String> getStorageClasses() {
    return textMap("storageClasses");
  }

  /** As lines, for the form. */
  public String getStorageClassesLines() {
    return FormLines.text(getStorageClasses());
  }

  /**
   * @param storageClasses a map, see {@link Arguments#texts}
   */
  @DataBoundSetter
  public void setStorageClasses(Object storageClasses) {
    give("storageClasses", Arguments.texts("storageClasses", storageClasses));
  }

  public boolean isAllowInUse() {
    return flag("allowInUse", false);
  }

  @DataBoundSetter
  public void setAllowInUse(boolean allowInUse) {
    give("allowInUse", allowInUse);
  }

  public ResourcesOption getResources() {
    return option("resources", null);
  }

  @DataBoundSetter
  public void setResources(ResourcesOption resources) {
    give("resources", resources);
  }
}
