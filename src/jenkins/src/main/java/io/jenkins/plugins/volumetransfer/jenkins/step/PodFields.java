package io.jenkins.plugins.volumetransfer.jenkins.step;

import io.jenkins.plugins.volumetransfer.spec.PodOptions;
import io.jenkins.plugins.volumetransfer.spec.PodPer;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.Map;
import org.kohsuke.stapler.DataBoundSetter;

/** The transfer pods, and the claims that are made. */
public abstract class PodFields extends RsyncFields {

  public Topology getTopology() {
    return given.get("topology", PodOptions.DEFAULT.topology());
  }

  @DataBoundSetter
  public void setTopology(Topology topology) {
    given.put("topology", topology);
  }

  public PodPer getPodPer() {
    return given.get("podPer", PodOptions.DEFAULT.podPer());
  }

  @DataBoundSetter
  public void setPodPer(PodPer podPer) {
    given.put("podPer", podPer);
  }

  public boolean isNonRoot() {
    return given.get("nonRoot", false);
  }

  @DataBoundSetter
  public void setNonRoot(boolean nonRoot) {
    given.put("nonRoot", nonRoot);
  }

  public Integer getRunAsUser() {
    return given.get("runAsUser", null);
  }

  @DataBoundSetter
  public void setRunAsUser(Integer runAsUser) {
    given.put("runAsUser", runAsUser);
  }

  public Integer getRunAsGroup() {
    return given.get("runAsGroup", null);
  }

  @DataBoundSetter
  public void setRunAsGroup(Integer runAsGroup) {
    given.put("runAsGroup", runAsGroup);
  }

  public Integer getFsGroup() {
    return given.get("fsGroup", null);
  }

  @DataBoundSetter
  public void setFsGroup(Integer fsGroup) {
    given.put("fsGroup", fsGroup);
  }

  public boolean isNetworkPolicies() {
    return given.get("networkPolicies", true);
  }

  @DataBoundSetter
  public void setNetworkPolicies(boolean networkPolicies) {
    given.put("networkPolicies", networkPolicies);
  }

  public String getImage() {
    return given.get("image", "");
  }

  @DataBoundSetter
  public void setImage(String image) {
    given.put("image", image);
  }

  public String getStunnelImage() {
    return given.get("stunnelImage", "");
  }

  @DataBoundSetter
  public void setStunnelImage(String stunnelImage) {
    given.put("stunnelImage", stunnelImage);
  }

  public boolean isCreate() {
    return given.get("create", false);
  }

  @DataBoundSetter
  public void setCreate(boolean create) {
    given.put("create", create);
  }

  public String getStorageClass() {
    return given.get("storageClass", "");
  }

  @DataBoundSetter
  public void setStorageClass(String storageClass) {
    given.put("storageClass", storageClass);
  }

  public Map<String, String> getStorageClasses() {
    return given.get("storageClasses", Map.of());
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
    given.put("storageClasses", Arguments.texts("storageClasses", storageClasses));
  }

  public boolean isAllowInUse() {
    return given.get("allowInUse", false);
  }

  @DataBoundSetter
  public void setAllowInUse(boolean allowInUse) {
    given.put("allowInUse", allowInUse);
  }

  public ResourcesOption getResources() {
    return given.get("resources", null);
  }

  @DataBoundSetter
  public void setResources(ResourcesOption resources) {
    given.put("resources", resources);
  }
}
