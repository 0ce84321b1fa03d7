package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.model.Run;
import java.util.Optional;
import jenkins.model.Jenkins;

/** A build, as whoever meets its run in a cluster is to find it. */
final class BuildOwner {
  private BuildOwner() {}

  /** {@code folder/job#12, https://jenkins.example/job/folder/job/job/12/}. */
  static String of(Run<?, ?> build) {
    // Null where nobody has told this Jenkins its own URL.
    return build.getExternalizableId()
        + Optional.ofNullable(Jenkins.get().getRootUrl())
            .map(root -> ", " + root + build.getUrl())
            .orElse("");
  }
}
