package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.manifest.ObjectNames;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.Isolation;
import java.util.ArrayList;
import java.util.List;

/** What a transfer may have made, in the order in which it is to be deleted. */
record TransferRefs(RunId run, Transfer transfer, Endpoint endpoint, Isolation isolation) {

  static TransferRefs of(Manifests manifests) {
    return new TransferRefs(
        manifests.run(),
        manifests.transfer(),
        manifests.spec().endpoint(),
        manifests.spec().pods().isolation());
  }

  /**
   * @param attempt the current one; 0: no pod was made yet
   */
  List<ObjectRef> all(int attempt) {
    List<ObjectRef> refs = new ArrayList<>(pods(attempt));
    refs.addAll(shared());
    return refs;
  }

  List<ObjectRef> pods(int attempt) {
    return attempt == 0
        ? List.of()
        : List.of(pod(Side.SOURCE, attempt), pod(Side.DESTINATION, attempt));
  }

  ObjectRef pod(Side side, int attempt) {
    return ref(side, ObjectRef.Kind.POD, ObjectNames.pod(run, transfer, side, attempt));
  }

  List<ObjectRef> shared() {
    List<ObjectRef> refs = new ArrayList<>(shared(Side.SOURCE));
    refs.addAll(shared(Side.DESTINATION));
    return refs;
  }

  /** The ConfigMap last: by it {@code cleanup} finds the others. */
  List<ObjectRef> shared(Side side) {
    String name = ObjectNames.base(run, transfer, side);
    List<ObjectRef> refs = new ArrayList<>();
    if (side == Side.DESTINATION) {
      if (endpoint instanceof Endpoint.Route) {
        refs.add(ref(side, ObjectRef.Kind.ROUTE, ObjectNames.route(run, transfer)));
      }
      refs.add(service());
    }
    if (isolation == Isolation.NETWORK_POLICIES) {
      refs.add(ref(side, ObjectRef.Kind.NETWORK_POLICY, name));
    }
    refs.add(ref(side, ObjectRef.Kind.SECRET, name));
    refs.add(ref(side, ObjectRef.Kind.CONFIG_MAP, name));
    return refs;
  }

  ObjectRef service() {
    return ref(
        Side.DESTINATION,
        ObjectRef.Kind.SERVICE,
        ObjectNames.base(run, transfer, Side.DESTINATION));
  }

  private ObjectRef ref(Side side, ObjectRef.Kind kind, String name) {
    return new ObjectRef(side, kind, transfer.namespace(side), name);
  }
}
