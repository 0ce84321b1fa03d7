package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.preflight.Finding;
import java.util.List;
import java.util.function.Consumer;

/** What findings mean for a run: a failure ends it before anything is made, a warning is told. */
record FindingGate(Consumer<String> warnings) {

  /**
   * @throws ClusterException naming what stands in the way
   */
  void admit(List<Finding> findings) {
    findings.stream()
        .flatMap(finding -> finding.failure().stream())
        .findFirst()
        .ifPresent(
            failure -> {
              throw new ClusterException(failure, null);
            });
    findings.stream()
        .filter(finding -> finding.verdict() == Finding.Verdict.WARNING)
        .forEach(finding -> warnings.accept(finding.text()));
  }
}
