package io.jenkins.plugins.volumetransfer.cli.endtoend;

import io.jenkins.plugins.volumetransfer.cli.FailureTable;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Goal: users see the same reasons on a real cluster. Method: each failure that such a one can show
 * is provoked there, in namespaces of its own, and must end with the reason and the code of its row
 * in real-failures.txt; the words there are those of one version. Pods have 10 s to start, a load
 * balancer 25 s, the transfer 9 s. "Said within" includes the start of Java on a busy machine.
 */
@EnabledIfSystemProperty(
    named = "testbed",
    matches = "kubernetes",
    disabledReason = "what the local cluster shows, FailuresIT provokes")
class RealFailuresIT {
  private static final int AT_ONCE = 4;

  /** Part of the rows only, such as {@code -Dreal.failures=quota}; while one works on them. */
  private static final String ONLY = System.getProperty("real.failures", "");

  @Test
  @DisplayName("each failure ends the command with the reason and the code of its row")
  void table() throws Exception {
    try (KubernetesTestBed bed = new KubernetesTestBed()) {
      List<RealFailure> failures =
          RealFailures.all(bed).stream().filter(each -> each.what().contains(ONLY)).toList();
      List<Callable<String>> rows =
          IntStream.range(0, failures.size())
              .mapToObj(number -> (Callable<String>) () -> row(bed, failures.get(number), number))
              .toList();
      new FailureTable(FailureTable.REAL, FailureTable.Compared.REASONS).make(rows, AT_ONCE);
    }
  }

  private static String row(KubernetesTestBed bed, RealFailure failure, int number)
      throws Exception {
    try (RealRun run = new RealRun(bed, number)) {
      return run.row(failure);
    }
  }
}
