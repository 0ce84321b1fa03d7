package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * In commands, ready to be typed.
 *
 * @param source where its objects are, as the user named it
 */
record CommandAdvice(ClusterRef source, ClusterRef destination) implements Advice {
  /** For who has named no cluster yet. */
  CommandAdvice() {
    this(ClusterRef.DEFAULT, ClusterRef.DEFAULT);
  }

  static CommandAdvice of(TransferSpec spec) {
    return new CommandAdvice(spec.source(), spec.destination());
  }

  @Override
  public String rights() {
    return "`volume-transfer plan --rbac` prints the Role that is needed";
  }

  @Override
  public List<String> removal(RunId run, Collection<ObjectRef> objects) {
    return removal(
        run,
        side ->
            objects.stream()
                .filter(object -> object.side() == side)
                .map(ObjectRef::namespace)
                .toList());
  }

  /** The same for all that a run may have made, as half a sentence. */
  String cleanUp(RunId run, List<Transfer> transfers) {
    return removal(
            run, side -> transfers.stream().map(transfer -> transfer.namespace(side)).toList())
        .stream()
        .map(command -> "`" + command + "`")
        .collect(Collectors.joining(" and ", "clean up with ", ""));
  }

  /**
   * What is said where the process leaves its run.
   *
   * @param copying the transfers that are under way
   */
  List<String> leaving(RunId run, List<String> copying, List<Transfer> all) {
    String look =
        command(
            "status --follow " + run,
            source,
            all.stream()
                .map(Transfer::sourceNamespace)
                .collect(Collectors.toCollection(LinkedHashSet::new)));
    return List.of(
        "run %s goes on without this process; copying: %s"
            .formatted(run, String.join(", ", copying)),
        "look at it with `" + look + "`",
        ("end it with the same command and `--resume %s` in the place of `--detach`: that tells the"
                + " result and deletes the pods")
            .formatted(run));
  }

  /** One for each cluster. */
  private List<String> removal(RunId run, Function<Side, List<String>> inNamespaces) {
    Map<ClusterRef, Set<String>> namespaces = new LinkedHashMap<>();
    for (Side side : Side.values()) {
      namespaces
          .computeIfAbsent(
              side == Side.SOURCE ? source : destination, cluster -> new LinkedHashSet<>())
          .addAll(inNamespaces.apply(side));
    }
    return namespaces.entrySet().stream()
        .filter(each -> !each.getValue().isEmpty())
        .map(each -> command("cleanup --run " + run, each.getKey(), each.getValue()))
        .toList();
  }

  private static String command(String command, ClusterRef cluster, Set<String> namespaces) {
    return Stream.of(
            Stream.of("volume-transfer " + command),
            cluster.kubeconfig().stream().map(file -> "--kubeconfig " + quoted(file)),
            cluster.context().stream().map(name -> "--context " + quoted(name)),
            Stream.of("--in-cluster").filter(o -> cluster.access() == ClusterRef.Access.IN_CLUSTER),
            namespaces.stream().map(name -> "-n " + name))
        .flatMap(Function.identity())
        .collect(Collectors.joining(" "));
  }

  /** As a shell takes it for one word. */
  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  @Override
  public String otherRun(RunId run, Collection<ObjectRef> objects) {
    return ("wait for its end, go on with it by `volume-transfer transfer --resume %s`,"
            + " or remove it by %s")
        .formatted(run, Advice.quoted(removal(run, objects)));
  }
}
