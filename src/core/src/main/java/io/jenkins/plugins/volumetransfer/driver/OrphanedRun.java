package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.cluster.OwnedObject;
import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.engine.Event;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a run has left whose process died, and whether it can be gone on with. Nothing of it is kept
 * anywhere but in the cluster: the same spec is given again, and compared by {@link
 * Manifests#plan}.
 *
 * @param manifests of the run that is to go on, by the spec given now
 * @param expiryMargin from a run's deadline until its objects expire
 * @param advice what to do about a run that can't be gone on with
 */
record OrphanedRun(List<Manifests> manifests, Duration expiryMargin, Advice advice) {

  /**
   * Looks for it.
   *
   * @param begun what the beginning tells besides
   * @param belongings gets to know it, if the run goes on with it
   * @throws ClusterException if it was made for another spec, or its time is over
   */
  Event.Resumed find(
      Event.Begun begun, Function<Side, Cluster> clusters, Belongings belongings, Instant now) {
    RunId run = manifests.get(0).run();
    List<OwnedObject> found = new ArrayList<>();
    for (Side side : Side.values()) {
      List<String> namespaces =
          manifests.stream().map(m -> m.transfer().namespace(side)).distinct().toList();
      clusters.apply(side).owned(namespaces).stream()
          .filter(object -> object.run().equals(run) && object.ref().side() == side)
          .forEach(found::add);
    }
    Map<String, String> plans =
        manifests.stream().collect(Collectors.toMap(m -> m.transfer().name(), Manifests::plan));
    found.forEach(object -> requireSamePlan(object, plans, found));
    belongings.know(found);
    return new Event.Resumed(
        begun,
        found.stream()
            .collect(
                Collectors.toMap(
                    OwnedObject::transfer,
                    OwnedObject::created,
                    BinaryOperator.minBy(Comparator.naturalOrder()))),
        left(found, now));
  }

  private void requireSamePlan(
      OwnedObject object, Map<String, String> plans, List<OwnedObject> found) {
    Optional<String> wanted = Optional.ofNullable(plans.get(object.transfer()));
    boolean same = wanted.isPresent() && object.plan().map(wanted.get()::equals).orElse(true);
    if (!same) {
      throw new ClusterException(
          new Failure(
              Reason.OTHER_SPEC,
              "run %s was begun with another spec, by %s; give the same, or %s"
                  .formatted(object.run(), object.ref(), beginAnew(object.run(), found))),
          null);
    }
  }

  private Duration left(List<OwnedObject> found, Instant now) {
    Instant end =
        found.stream()
            .flatMap(object -> object.expires().stream())
            .min(Instant::compareTo)
            .map(expires -> expires.minus(expiryMargin))
            .orElse(now.plus(manifests.get(0).spec().timeouts().transfer()));
    if (!end.isAfter(now)) {
      RunId run = manifests.get(0).run();
      throw new ClusterException(
          new Failure(
              Reason.DEADLINE,
              "run " + run + " was to be over by " + end + "; " + beginAnew(run, found)),
          null);
    }
    return Duration.between(now, end);
  }

  private String beginAnew(RunId run, List<OwnedObject> objects) {
    List<ObjectRef> refs = objects.stream().map(OwnedObject::ref).toList();
    return "remove it by `"
        + String.join("` and `", advice.removal(run, refs))
        + "` and begin anew";
  }
}
