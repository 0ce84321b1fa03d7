package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.cluster.OwnedObject;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What other runs have at the destination: their process may have died, or be at work.
 *
 * @param objects all that runs have made in the destination's namespaces
 */
record OtherRuns(RunId own, List<OwnedObject> objects) {

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
                    pod.ref()
                        + " of run "
                        + pod.run()
                        + by(pod.run())
                        + " still writes to the destination claim; wait for its end"
                        + orElse(pod)));
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
                "run "
                    + object.run()
                    + by(object.run())
                    + " of the same claims is not over, or its process died: see `volume-transfer"
                    + " status`"
                    + orElse(object))
        .sorted()
        .toList();
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

  private static String orElse(OwnedObject object) {
    return ", go on with it by `transfer --resume "
        + object.run()
        + "`, or remove it by `volume-transfer cleanup --run "
        + object.run()
        + " -n "
        + object.ref().namespace()
        + "`";
  }
}
