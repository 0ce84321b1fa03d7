package io.jenkins.plugins.volumetransfer.jenkins.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.volumetransfer.jenkins.credentials.CredentialAccess;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code cleanupVolumeTransfer}: deletes what runs have left in one cluster: one run if it is
 * named, else all whose time is over. Claims are never deleted.
 */
public final class CleanupVolumeTransferStep extends Step {
  private final WrittenFields given = new WrittenFields();

  @DataBoundConstructor
  public CleanupVolumeTransferStep() {}

  @Override
  public StepExecution start(StepContext context) throws TransferFailedException {
    try {
      ObjectNode fields = given.tree();
      CredentialAccess.read("", fields)
          .orElseThrow(
              () -> new SpecException("kubeconfigId", "is missing; " + CredentialAccess.HINT));
      if (getNamespaces().isEmpty() && !isAllNamespaces()) {
        throw new SpecException(
            "namespaces", "is missing; write a list of namespaces, or allNamespaces: true");
      }
      for (int i = 0; i < getNamespaces().size(); i++) {
        SpecReader.label("namespaces[" + i + "]", getNamespaces().get(i));
      }
      if (!getNamespaces().isEmpty() && isAllNamespaces()) {
        throw new SpecException("allNamespaces", "does not go with namespaces; write one of them");
      }
      if (!getRun().isEmpty() && !RunId.isOne(getRun())) {
        throw new SpecException("run", "is \"" + getRun() + "\", which is no run's id");
      }
      return new CleanupVolumeTransferExecution(context, fields.toString());
    } catch (SpecException e) {
      throw new TransferFailedException(TransferFailedException.INVALID_SPEC, e.getMessage());
    }
  }

  public String getKubeconfigId() {
    return given.get("kubeconfigId", "");
  }

  @DataBoundSetter
  public void setKubeconfigId(String kubeconfigId) {
    given.put("kubeconfigId", kubeconfigId);
  }

  public String getCredentialsId() {
    return given.get("credentialsId", "");
  }

  @DataBoundSetter
  public void setCredentialsId(String credentialsId) {
    given.put("credentialsId", credentialsId);
  }

  public String getServerUrl() {
    return given.get("serverUrl", "");
  }

  @DataBoundSetter
  public void setServerUrl(String serverUrl) {
    given.put("serverUrl", serverUrl);
  }

  public String getCaCertificate() {
    return given.get("caCertificate", "");
  }

  @DataBoundSetter
  public void setCaCertificate(String caCertificate) {
    given.put("caCertificate", caCertificate);
  }

  public String getContext() {
    return given.get("context", "");
  }

  @DataBoundSetter
  public void setContext(String context) {
    given.put("context", context);
  }

  public boolean isInCluster() {
    return given.get("inCluster", false);
  }

  @DataBoundSetter
  public void setInCluster(boolean inCluster) {
    given.put("inCluster", inCluster);
  }

  public List<String> getNamespaces() {
    return given.get("namespaces", List.of());
  }

  @DataBoundSetter
  public void setNamespaces(List<String> namespaces) {
    given.put("namespaces", namespaces);
  }

  /** As lines, for the form. */
  public String getNamespacesLines() {
    return FormLines.text(getNamespaces());
  }

  public boolean isAllNamespaces() {
    return given.get("allNamespaces", false);
  }

  @DataBoundSetter
  public void setAllNamespaces(boolean allNamespaces) {
    given.put("allNamespaces", allNamespaces);
  }

  public String getRun() {
    return given.get("run", "");
  }

  @DataBoundSetter
  public void setRun(String run) {
    given.put("run", run);
  }

  public boolean isDryRun() {
    return given.get("dryRun", false);
  }

  @DataBoundSetter
  public void setDryRun(boolean dryRun) {
    given.put("dryRun", dryRun);
  }

  /** Of the step. */
  @Extension
  public static final class DescriptorImpl extends CheckedDescriptor {
    @Override
    public String getFunctionName() {
      return "cleanupVolumeTransfer";
    }

    @Override
    public String getDisplayName() {
      return Messages.CleanupVolumeTransferStep_displayName();
    }

    @Override
    public Set<? extends Class<?>> getRequiredContext() {
      return Set.of(Run.class, TaskListener.class);
    }

    /** Which runs' leavings, and where. */
    @Override
    public String argumentsToString(Map<String, Object> arguments) {
      Object run = arguments.get("run");
      return (run == null ? "runs whose time is over" : "run " + run)
          + (arguments.get("namespaces") instanceof List<?> namespaces
              ? namespaces.stream()
                  .map(String::valueOf)
                  .collect(Collectors.joining(", ", " in ", ""))
              : "");
    }

    @Override
    public Step newInstance(StaplerRequest2 request, JSONObject form) throws FormException {
      FormLines namespaces = FormLines.takenFrom(form, "namespaces");
      CleanupVolumeTransferStep step = (CleanupVolumeTransferStep) super.newInstance(request, form);
      step.setNamespaces(namespaces.lines());
      return step;
    }

    @POST
    public ListBoxModel doFillKubeconfigIdItems(
        @AncestorInPath Item item, @QueryParameter String kubeconfigId) {
      return ClusterForm.kubeconfigs(item, kubeconfigId);
    }

    @POST
    public ListBoxModel doFillCredentialsIdItems(
        @AncestorInPath Item item, @QueryParameter String credentialsId) {
      return ClusterForm.credentials(item, credentialsId);
    }

    @POST
    public FormValidation doCheckServerUrl(
        @AncestorInPath Item item, @QueryParameter String value) {
      return ClusterForm.serverUrl(item, value);
    }

    @POST
    public FormValidation doCheckInCluster(
        @AncestorInPath Item item, @QueryParameter boolean value) {
      return ClusterForm.inCluster(item, value);
    }
  }
}
