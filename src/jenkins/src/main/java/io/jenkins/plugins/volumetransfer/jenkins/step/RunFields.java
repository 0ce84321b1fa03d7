package io.jenkins.plugins.volumetransfer.jenkins.step;

import org.kohsuke.stapler.DataBoundSetter;

/** Bounds, and attempts. */
public abstract class RunFields extends PodFields {

  public Integer getTimeoutSeconds() {
    return number("timeoutSeconds");
  }

  @DataBoundSetter
  public void setTimeoutSeconds(Integer timeoutSeconds) {
    give("timeoutSeconds", timeoutSeconds);
  }

  public Integer getClaimTimeoutSeconds() {
    return number("claimTimeoutSeconds");
  }

  @DataBoundSetter
  public void setClaimTimeoutSeconds(Integer claimTimeoutSeconds) {
    give("claimTimeoutSeconds", claimTimeoutSeconds);
  }

  public Integer getTunnelTimeoutSeconds() {
    return number("tunnelTimeoutSeconds");
  }

  @DataBoundSetter
  public void setTunnelTimeoutSeconds(Integer tunnelTimeoutSeconds) {
    give("tunnelTimeoutSeconds", tunnelTimeoutSeconds);
  }

  public Integer getPodStartTimeoutSeconds() {
    return number("podStartTimeoutSeconds");
  }

  @DataBoundSetter
  public void setPodStartTimeoutSeconds(Integer podStartTimeoutSeconds) {
    give("podStartTimeoutSeconds", podStartTimeoutSeconds);
  }

  public Integer getNoProgressTimeoutSeconds() {
    return number("noProgressTimeoutSeconds");
  }

  @DataBoundSetter
  public void setNoProgressTimeoutSeconds(Integer noProgressTimeoutSeconds) {
    give("noProgressTimeoutSeconds", noProgressTimeoutSeconds);
  }

  public Integer getRetries() {
    return number("retries");
  }

  @DataBoundSetter
  public void setRetries(Integer retries) {
    give("retries", retries);
  }

  public Integer getRetryDelaySeconds() {
    return number("retryDelaySeconds");
  }

  @DataBoundSetter
  public void setRetryDelaySeconds(Integer retryDelaySeconds) {
    give("retryDelaySeconds", retryDelaySeconds);
  }

  public Integer getMaxConcurrent() {
    return number("maxConcurrent");
  }

  @DataBoundSetter
  public void setMaxConcurrent(Integer maxConcurrent) {
    give("maxConcurrent", maxConcurrent);
  }

  public boolean isFailFast() {
    return flag("failFast", false);
  }

  @DataBoundSetter
  public void setFailFast(boolean failFast) {
    give("failFast", failFast);
  }
}
