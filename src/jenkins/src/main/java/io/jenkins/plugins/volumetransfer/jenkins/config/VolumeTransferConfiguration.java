package io.jenkins.plugins.volumetransfer.jenkins.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.volumetransfer.jenkins.controller.TransferSettings;
import io.jenkins.plugins.volumetransfer.spec.PodOptions;
import io.jenkins.plugins.volumetransfer.spec.Timeouts;
import java.util.Optional;
import jenkins.model.GlobalConfiguration;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * The section <i>Volume transfers</i> of the system's configuration; {@code unclassified:
 * volumeTransfer:} in Configuration as Code. The names are those of docs/spec.md where there are
 * any; what a build writes itself stands above them.
 */
@Extension
@Symbol("volumeTransfer")
public final class VolumeTransferConfiguration extends GlobalConfiguration
    implements TransferSettings {
  private static final int MONTH_SECONDS = 30 * 86_400;

  private static final WholeNumber MAX_CONCURRENT =
      new WholeNumber("maxConcurrentTransfers", 1, 1_000, "transfers");
  private static final WholeNumber TIMEOUT = seconds("timeoutSeconds");
  private static final WholeNumber TUNNEL_TIMEOUT = seconds("tunnelTimeoutSeconds");
  private static final WholeNumber POD_START_TIMEOUT = seconds("podStartTimeoutSeconds");
  private static final WholeNumber NO_PROGRESS_TIMEOUT = seconds("noProgressTimeoutSeconds");

  private String image = PodOptions.DEFAULT_IMAGE;
  private boolean inClusterAllowed;
  private int maxConcurrentTransfers = TransferSettings.DEFAULT.maxConcurrentTransfers();
  private int timeoutSeconds = (int) Timeouts.DEFAULT.transfer().toSeconds();
  private int tunnelTimeoutSeconds = (int) Timeouts.DEFAULT.tunnel().toSeconds();
  private int podStartTimeoutSeconds = (int) Timeouts.DEFAULT.podStart().toSeconds();
  private int noProgressTimeoutSeconds = (int) Timeouts.DEFAULT.noProgress().toSeconds();

  public VolumeTransferConfiguration() {
    load();
  }

  private static WholeNumber seconds(String name) {
    return new WholeNumber(name, 1, MONTH_SECONDS, "seconds");
  }

  @Override
  public String getDisplayName() {
    return Messages.VolumeTransferConfiguration_displayName();
  }

  @Override
  public boolean inClusterAllowed() {
    return inClusterAllowed;
  }

  @Override
  public int maxConcurrentTransfers() {
    return maxConcurrentTransfers;
  }

  @Override
  public ObjectNode specDefaults() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("image", image)
        .put(TIMEOUT.name(), timeoutSeconds)
        .put(TUNNEL_TIMEOUT.name(), tunnelTimeoutSeconds)
        .put(POD_START_TIMEOUT.name(), podStartTimeoutSeconds)
        .put(NO_PROGRESS_TIMEOUT.name(), noProgressTimeoutSeconds);
  }

  /** All of a form or nothing: a number that is wrong must not leave half of it set. */
  @Override
  public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
    for (WholeNumber field :
        new WholeNumber[] {
          MAX_CONCURRENT, TIMEOUT, TUNNEL_TIMEOUT, POD_START_TIMEOUT, NO_PROGRESS_TIMEOUT
        }) {
      Optional<String> problem = field.problem(form.optString(field.name()));
      if (problem.isPresent()) {
        throw new FormException(problem.get(), field.name());
      }
    }
    return super.configure(request, form);
  }

  public String getImage() {
    return image;
  }

  /** Of the transfer pods; empty: the one that belongs to this version. */
  @DataBoundSetter
  public void setImage(String image) {
    this.image = image == null || image.isBlank() ? PodOptions.DEFAULT_IMAGE : image.strip();
    save();
  }

  public boolean isInClusterAllowed() {
    return inClusterAllowed;
  }

  /** Whether any build may act as the service account of the pod that Jenkins runs in. */
  @DataBoundSetter
  public void setInClusterAllowed(boolean inClusterAllowed) {
    this.inClusterAllowed = inClusterAllowed;
    save();
  }

  public int getMaxConcurrentTransfers() {
    return maxConcurrentTransfers;
  }

  /**
   * Of all builds together.
   *
   * @throws IllegalArgumentException if it is not from 1 to 1000
   */
  @DataBoundSetter
  public void setMaxConcurrentTransfers(int maxConcurrentTransfers) {
    this.maxConcurrentTransfers = MAX_CONCURRENT.checked(maxConcurrentTransfers);
    save();
  }

  public int getTimeoutSeconds() {
    return timeoutSeconds;
  }

  /** Throws IllegalArgumentException beyond 30 days, as all those below. */
  @DataBoundSetter
  public void setTimeoutSeconds(int timeoutSeconds) {
    this.timeoutSeconds = TIMEOUT.checked(timeoutSeconds);
    save();
  }

  public int getTunnelTimeoutSeconds() {
    return tunnelTimeoutSeconds;
  }

  @DataBoundSetter
  public void setTunnelTimeoutSeconds(int tunnelTimeoutSeconds) {
    this.tunnelTimeoutSeconds = TUNNEL_TIMEOUT.checked(tunnelTimeoutSeconds);
    save();
  }

  public int getPodStartTimeoutSeconds() {
    return podStartTimeoutSeconds;
  }

  @DataBoundSetter
  public void setPodStartTimeoutSeconds(int podStartTimeoutSeconds) {
    this.podStartTimeoutSeconds = POD_START_TIMEOUT.checked(podStartTimeoutSeconds);
    save();
  }

  public int getNoProgressTimeoutSeconds() {
    return noProgressTimeoutSeconds;
  }

  @DataBoundSetter
  public void setNoProgressTimeoutSeconds(int noProgressTimeoutSeconds) {
    this.noProgressTimeoutSeconds = NO_PROGRESS_TIMEOUT.checked(noProgressTimeoutSeconds);
    save();
  }

  @POST
  public FormValidation doCheckMaxConcurrentTransfers(@QueryParameter String value) {
    return check(MAX_CONCURRENT, value);
  }

  @POST
  public FormValidation doCheckTimeoutSeconds(@QueryParameter String value) {
    return check(TIMEOUT, value);
  }

  @POST
  public FormValidation doCheckTunnelTimeoutSeconds(@QueryParameter String value) {
    return check(TUNNEL_TIMEOUT, value);
  }

  @POST
  public FormValidation doCheckPodStartTimeoutSeconds(@QueryParameter String value) {
    return check(POD_START_TIMEOUT, value);
  }

  @POST
  public FormValidation doCheckNoProgressTimeoutSeconds(@QueryParameter String value) {
    return check(NO_PROGRESS_TIMEOUT, value);
  }

  /** Says what it means before somebody allows it. */
  @POST
  public FormValidation doCheckInClusterAllowed(@QueryParameter boolean value) {
    Jenkins.get().checkPermission(Jenkins.ADMINISTER);
    return value
        ? FormValidation.warning(Messages.VolumeTransferConfiguration_inClusterWarning())
        : FormValidation.ok();
  }

  private static FormValidation check(WholeNumber field, String value) {
    Jenkins.get().checkPermission(Jenkins.ADMINISTER);
    return field.problem(value).map(FormValidation::error).orElseGet(FormValidation::ok);
  }
}
