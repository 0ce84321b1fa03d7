package io.jenkins.plugins.volumetransfer.jenkins.check;

import hudson.model.Job;

/** A job, by its path of folders. */
final class TestJob extends Job<TestJob, TestBuild> {
  private final String fullName;

  TestJob(String fullName) {
    this.fullName = fullName;
  }

  @Override
  public String getFullName() {
    return fullName;
  }

  @Override
  public String getFullDisplayName() {
    return fullName;
  }

  @Override
  public String getDisplayName() {
    return fullName;
  }
}
