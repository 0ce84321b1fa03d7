package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** In commands. */
final class CommandAdvice implements Advice {
  @Override
  public String rights() {
    return "`volume-transfer plan --rbac` prints the Role that is needed";
  }

  /** One for all, as the user knows which of their contexts they gave. */
  @Override
  public List<String> removal(RunId run, Collection<ObjectRef> objects) {
    return List.of(
        objects.stream()
            .map(ObjectRef::namespace)
            .distinct()
            .map(namespace -> " -n " + namespace)
            .collect(Collectors.joining("", "volume-transfer cleanup --run " + run, "")));
  }

  @Override
  public String otherRun(RunId run, ObjectRef object) {
    return "wait for its end, go on with it by `volume-transfer transfer --resume "
        + run
        + "`, or remove it by `"
        + removal(run, List.of(object)).get(0)
        + "`";
  }
}
