package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.cluster.OwnedObject;
import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What other runs have at the destination: their process may have died, or be at work.
 *
 * @param objects all that runs have made in the destination's namespaces
 * @param advice what to do about them
 */
record OtherRuns(RunId own, List<OwnedObject> objects, Advice advice) {

  /** Why the transfer must not start: never two writers. */
  Optional<Failure> refusal(Transfer transfer) {
    Set<String> claims =
        transfer.volumes().stream().map(v -> v.pair().to().claim()).collect(Collectors.toSet());
    return objects.stream()
        .filter(object -> isOther(object, transfer))
        .filter(object -> object.pod().filter(pod -> writes(pod, claims)).isPresent())
        .findFirst()
        .map(
            pod ->
                new Failure(
                    Reason.OTHER_RUN,
                    "%s of run %s%s still writes to the destination claim; %s"
                        .formatted(
                            pod.ref(), pod.run(), by(pod.run()), whatToDo(pod.run(), transfer))));
  }

  private static boolean writes(OwnedObject.OwnedPod pod, Set<String> claims) {
    return !pod.state().ended() && pod.claims().stream().anyMatch(claims::contains);
  }

  /** What is there of the same transfer but writes nothing; a line for each run. */
  List<String> warnings(Transfer transfer) {
    return objects.stream()
        .filter(object -> isOther(object, transfer))
        .filter(object -> object.transfer().equals(transfer.name()))
        .collect(Collectors.toMap(OwnedObject::run, object -> object, (first, next) -> first))
        .values()
        .stream()
        .map(
            object ->
                "run %s%s of the same claims is not over, or its process died; %s"
                    .formatted(object.run(), by(object.run()), whatToDo(object.run(), transfer)))
        .sorted()
        .toList();
  }

  /**
   * Only the destination was looked at: that the other run has the same source is the best guess.
   */
  private String whatToDo(RunId run, Transfer transfer) {
    List<ObjectRef> refs =
        objects.stream()
            .filter(object -> object.run().equals(run))
            .map(OwnedObject::ref)
            .flatMap(
                ref ->
                    Stream.of(
                        at(Side.SOURCE, transfer.namespace(Side.SOURCE), ref),
                        at(Side.DESTINATION, ref.namespace(), ref)))
            .toList();
    return advice.otherRun(run, refs) + " (and where its source is, if that is not this run's)";
  }

  /** They were seen in the destination's cluster, whichever side of their own run they are. */
  private static ObjectRef at(Side side, String namespace, ObjectRef ref) {
    return new ObjectRef(side, ref.kind(), namespace, ref.name());
  }

  private boolean isOther(OwnedObject object, Transfer transfer) {
    return !object.run().equals(own)
        && object.ref().side() == Side.DESTINATION
        && object.ref().namespace().equals(transfer.destinationNamespace());
  }

  private String by(RunId run) {
    return objects.stream()
        .filter(object -> object.run().equals(run))
        .flatMap(object -> object.owner().stream())
        .findFirst()
        .map(owner -> " (" + owner + ")")
        .orElse("");
  }
}
