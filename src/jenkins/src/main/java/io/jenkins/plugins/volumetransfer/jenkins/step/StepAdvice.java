package io.jenkins.plugins.volumetransfer.jenkins.step;

import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.jenkins.credentials.CredentialAccess;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * In steps of a Pipeline, with the credentials that this one has.
 *
 * @param source how the source's cluster is reached
 * @param destination may be the same
 */
record StepAdvice(CredentialAccess source, CredentialAccess destination) implements Advice {
  @Override
  public String rights() {
    return "bind a Role with these rights to "
        + (source.equals(destination)
            ? "the user of " + source.text()
            : "the users of " + source.text() + " and of " + destination.text());
  }

  @Override
  public List<String> removal(RunId run, Collection<ObjectRef> objects) {
    Map<CredentialAccess, Set<String>> namespaces = new LinkedHashMap<>();
    for (ObjectRef object : objects) {
      add(namespaces, object.side(), object.namespace());
    }
    return steps(run, namespaces);
  }

  /** The same for all that a run can have made, though nothing of it was seen. */
  List<String> removal(RunId run, Function<Side, List<String>> inNamespaces) {
    Map<CredentialAccess, Set<String>> namespaces = new LinkedHashMap<>();
    for (Side side : Side.values()) {
      inNamespaces.apply(side).forEach(namespace -> add(namespaces, side, namespace));
    }
    return steps(run, namespaces);
  }

  private void add(Map<CredentialAccess, Set<String>> namespaces, Side side, String namespace) {
    namespaces
        .computeIfAbsent(
            side == Side.SOURCE ? source : destination, access -> new LinkedHashSet<>())
        .add(namespace);
  }

  private static List<String> steps(RunId run, Map<CredentialAccess, Set<String>> namespaces) {
    List<String> steps = new ArrayList<>();
    namespaces.forEach(
        (access, all) ->
            steps.add(
                "cleanupVolumeTransfer(%s, run: '%s', namespaces: %s)"
                    .formatted(
                        access.arguments(),
                        run,
                        all.stream().collect(Collectors.joining("', '", "['", "']")))));
    return steps;
  }

  @Override
  public String otherRun(RunId run, Collection<ObjectRef> objects) {
    return "wait for its end or abort it; if nothing runs it any more, remove it by "
        + Advice.quoted(removal(run, objects));
  }
}
