package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.cluster.PodListener;
import io.jenkins.plugins.volumetransfer.engine.EndpointChoice;
import io.jenkins.plugins.volumetransfer.engine.Event;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Notices;
import io.jenkins.plugins.volumetransfer.engine.PodState;
import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.preflight.ClusterChecks;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether a run may begin at all and turns its watches on; then lets it begin. */
record RunBeginning(
    ActiveRun run,
    TransferSpec spec,
    List<Manifests> manifests,
    Departures departures,
    Clock clock) {
  private static final Logger LOG = LoggerFactory.getLogger(RunBeginning.class);

  void begin(ActiveRun.Beginning beginning) {
    try {
      EndpointChoice choice = new Reachability(spec, run::cluster).choose();
      run.choose(choice.endpoint());
      List<String> warnings = admitted();
      run.keep(watch());
      Event.Begun begun = new Event.Begun(Optional.of(choice.endpoint()), Notices.of(spec, choice));
      Event first =
          beginning == ActiveRun.Beginning.RESUMED
              ? new OrphanedRun(manifests, TransferEngine.EXPIRY_MARGIN, run.advice())
                  .find(begun, run::cluster, run.belongings(), clock.instant())
              : begun;
      lookForOtherRuns();
      run.happen(first);
      warnings.forEach(run::warn);
    } catch (ClusterException e) {
      run.stop(e.failure());
    } catch (RuntimeException | Error e) {
      LOG.debug("the run can't begin", e);
      run.stop(ActiveRun.internal(e));
    }
  }

  /** What is worth knowing of a run that may begin. */
  private List<String> admitted() {
    List<Transfer> transfers = manifests.stream().map(Manifests::transfer).toList();
    List<String> warnings = new ArrayList<>();
    new FindingGate(warnings::add)
        .admit(
            new ClusterChecks(
                    spec.withEndpoint(run.endpoint()), transfers, run::cluster, run.advice())
                .findings());
    return warnings;
  }

  private void lookForOtherRuns() {
    List<String> namespaces = namespaces(Side.DESTINATION);
    OtherRuns others =
        new OtherRuns(run.id(), run.cluster(Side.DESTINATION).owned(namespaces), run.advice());
    Map<String, Failure> refused = new HashMap<>();
    for (Manifests each : manifests) {
      Transfer transfer = each.transfer();
      Optional<Failure> refusal = others.refusal(transfer);
      refusal.ifPresent(why -> refused.put(transfer.name(), why));
      if (refusal.isEmpty()) {
        others.warnings(transfer).forEach(text -> run.warn(transfer.name(), text));
      }
    }
    run.refuse(refused);
  }

  private List<Cluster.Subscription> watch() {
    List<Cluster.Subscription> opened = new ArrayList<>();
    try {
      for (Side side : Side.values()) {
        for (String namespace : namespaces(side)) {
          opened.add(run.cluster(side).watchPods(namespace, run.id(), new OfSide(side)));
        }
      }
      return opened;
    } catch (RuntimeException | Error e) {
      opened.forEach(Cluster.Subscription::close);
      throw e;
    }
  }

  private List<String> namespaces(Side side) {
    return manifests.stream().map(m -> m.transfer().namespace(side)).distinct().toList();
  }

  /** Where both sides share a namespace, each pod is still told of once. */
  private final class OfSide implements PodListener {
    private final Side side;

    OfSide(Side side) {
      this.side = side;
    }

    @Override
    public void changed(String transfer, PodState pod) {
      if (pod.side() == side) {
        Event event = new Event.PodChanged(transfer, pod);
        if (pod.deleting()) {
          departures.told(transfer, side, pod.attempt(), event);
        } else {
          run.happen(event);
        }
      }
    }

    @Override
    public void gone(String transfer, Side goneSide, int attempt) {
      if (goneSide == side) {
        departures.told(transfer, side, attempt, new Event.PodGone(transfer, goneSide, attempt));
      }
    }
  }
}
