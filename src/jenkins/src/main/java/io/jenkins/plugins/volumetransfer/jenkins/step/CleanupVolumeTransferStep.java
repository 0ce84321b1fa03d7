package io.jenkins.plugins.volumetransfer.jenkins.step;

import com.fasterxml.jackson.databind.JsonNode;
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
  @DataBoundSetter public String kubeconfigId;
  @DataBoundSetter public String credentialsId;
  @DataBoundSetter public String serverUrl;
  @DataBoundSetter public String caCertificate;
  @DataBoundSetter public String context;
  @DataBoundSetter public Boolean inCluster;
  @DataBoundSetter public List<String> namespaces;
  @DataBoundSetter public Boolean allNamespaces;
  @DataBoundSetter public String run;
  @DataBoundSetter public Boolean dryRun;

  @DataBoundConstructor
  public CleanupVolumeTransferStep() {}

  @Override
  public StepExecution start(StepContext context) throws TransferFailedException {
    try {
      ObjectNode fields = WrittenFields.tree(this);
      CredentialAccess.read("", fields)
          .orElseThrow(
              () -> new SpecException("kubeconfigId", "is missing; " + CredentialAccess.HINT));
      boolean everywhere = fields.path("allNamespaces").asBoolean();
      JsonNode named = fields.path("namespaces");
      if (named.isEmpty() && !everywhere) {
        throw new SpecException(
            "namespaces", "is missing; write a list of namespaces, or allNamespaces: true");
      }
      for (int i = 0; i < named.size(); i++) {
        SpecReader.label("namespaces[" + i + "]", named.get(i).asText());
      }
      if (!named.isEmpty() && everywhere) {
        throw new SpecException("allNamespaces", "does not go with namespaces; write one of them");
      }
      String id = fields.path("run").asText();
      if (fields.has("run") && !RunId.isOne(id)) {
        throw new SpecException("run", "is \"" + id + "\", which is no run's id");
      }
      return new CleanupVolumeTransferExecution(context, fields.toString());
    } catch (SpecException e) {
      throw new TransferFailedException(TransferFailedException.INVALID_SPEC, e.getMessage());
    }
  }

  /** For text areas of the form, by the field's name. */
  public Map<String, String> getLines() {
    return FormFields.lines(this);
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
      return FormFields.bound(clazz, form, rest -> super.newInstance(request, rest));
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
