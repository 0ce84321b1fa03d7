package io.jenkins.plugins.volumetransfer.jenkins.step;

import org.kohsuke.stapler.DataBoundSetter;

/** Bounds, and attempts. */
public abstract class RunFields extends PodFields {

  public Integer getTimeoutSeconds() {
    return given.get("timeoutSeconds", null);
  }

  @DataBoundSetter
  public void setTimeoutSeconds(Integer timeoutSeconds) {
    given.put("timeoutSeconds", timeoutSeconds);
  }

  public Integer getClaimTimeoutSeconds() {
    return given.get("claimTimeoutSeconds", null);
  }

  @DataBoundSetter
  public void setClaimTimeoutSeconds(Integer claimTimeoutSeconds) {
    given.put("claimTimeoutSeconds", claimTimeoutSeconds);
  }

  public Integer getTunnelTimeoutSeconds() {
    return given.get("tunnelTimeoutSeconds", null);
  }

  @DataBoundSetter
  public void setTunnelTimeoutSeconds(Integer tunnelTimeoutSeconds) {
    given.put("tunnelTimeoutSeconds", tunnelTimeoutSeconds);
  }

  public Integer getPodStartTimeoutSeconds() {
    return given.get("podStartTimeoutSeconds", null);
  }

  @DataBoundSetter
  public void setPodStartTimeoutSeconds(Integer podStartTimeoutSeconds) {
    given.put("podStartTimeoutSeconds", podStartTimeoutSeconds);
  }

  public Integer getNoProgressTimeoutSeconds() {
    return given.get("noProgressTimeoutSeconds", null);
  }

  @DataBoundSetter
  public void setNoProgressTimeoutSeconds(Integer noProgressTimeoutSeconds) {
    given.put("noProgressTimeoutSeconds", noProgressTimeoutSeconds);
  }

  public Integer getRetries() {
    return given.get("retries", null);
  }

  @DataBoundSetter
  public void setRetries(Integer retries) {
    given.put("retries", retries);
  }

  public Integer getRetryDelaySeconds() {
    return given.get("retryDelaySeconds", null);
  }

  @DataBoundSetter
  public void setRetryDelaySeconds(Integer retryDelaySeconds) {
    given.put("retryDelaySeconds", retryDelaySeconds);
  }

  public Integer getMaxConcurrent() {
    return given.get("maxConcurrent", null);
  }

  @DataBoundSetter
  public void setMaxConcurrent(Integer maxConcurrent) {
    given.put("maxConcurrent", maxConcurrent);
  }

  public boolean isFailFast() {
    return given.get("failFast", false);
  }

  @DataBoundSetter
  public void setFailFast(boolean failFast) {
    given.put("failFast", failFast);
  }
}
