package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The commands that remove what a run has left, ready to be typed: one for each cluster. */
final class CleanupAdvice {
  private CleanupAdvice() {}

  static String of(RunId run, TransferSpec spec) {
    Map<ClusterRef, Set<String>> namespaces = new LinkedHashMap<>();
    for (Transfer transfer : Transfer.of(spec)) {
      namespaces
          .computeIfAbsent(spec.source(), cluster -> new LinkedHashSet<>())
          .add(transfer.namespace(Side.SOURCE));
      namespaces
          .computeIfAbsent(spec.destination(), cluster -> new LinkedHashSet<>())
          .add(transfer.namespace(Side.DESTINATION));
    }
    return namespaces.entrySet().stream()
        .map(each -> "`" + command(run, each.getKey(), each.getValue()) + "`")
        .collect(Collectors.joining(" and ", "clean up with ", ""));
  }

  private static String command(RunId run, ClusterRef cluster, Set<String> namespaces) {
    return Stream.of(
            Stream.of("volume-transfer cleanup --run " + run),
            cluster.kubeconfig().stream().map(file -> "--kubeconfig " + quoted(file)),
            cluster.context().stream().map(name -> "--context " + quoted(name)),
            Stream.of("--in-cluster").filter(o -> cluster.access() == ClusterRef.Access.IN_CLUSTER),
            namespaces.stream().map(name -> "-n " + name))
        .flatMap(words -> words)
        .collect(Collectors.joining(" "));
  }

  /** As a shell takes it for one word. */
  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
