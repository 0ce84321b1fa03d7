package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.Extension;
import java.util.List;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** What transfer pods get besides, in Kubernetes' own words. */
public final class PodsOption extends Option {
  @DataBoundSetter public Object labels;
  @DataBoundSetter public Object annotations;
  @DataBoundSetter public Object nodeSelector;
  @DataBoundSetter public List<Object> tolerations;
  @DataBoundSetter public Object affinity;
  @DataBoundSetter public String priorityClassName;
  @DataBoundSetter public List<String> imagePullSecrets;
  @DataBoundSetter public String serviceAccountName;
  @DataBoundSetter public String runtimeClassName;
  @DataBoundSetter public List<Integer> supplementalGroups;
  @DataBoundSetter public Object seLinuxOptions;
  @DataBoundSetter public String image;
  @DataBoundSetter public String stunnelImage;
  @DataBoundSetter public ResourcesOption resources;

  @DataBoundConstructor
  public PodsOption() {}

  /** Of the form. */
  @Extension
  public static final class DescriptorImpl extends OptionDescriptor {
    @Override
    public String getDisplayName() {
      return Messages.PodsOption_displayName();
    }
  }
}
