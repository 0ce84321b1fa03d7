package io.jenkins.plugins.volumetransfer.driver;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.engine.Action;
import io.jenkins.plugins.volumetransfer.engine.Event;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.Step;
import io.jenkins.plugins.volumetransfer.manifest.Placement;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.preflight.TransferChecks;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The actions that are requests to a cluster, as tasks; each answers with an event. */
record Requests(ActiveRun run) {
  private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

  Runnable check(Action.CheckClaims check) {
    return step(
        check.transfer(),
        Step.CHECK_CLAIMS,
        () -> {
          TransferChecks.Examined examined = run.checks().examine(check.volumes());
          new Admission(text -> run.warn(check.transfer(), text)).admit(examined.findings());
          examined.missing().forEach(this::make);
          return Optional.empty();
        });
  }

  /** Two volumes that go to one new claim both ask for it. */
  private void make(PersistentVolumeClaim claim) {
    try {
      run.cluster(Side.DESTINATION).create(claim);
    } catch (ClusterException e) {
      if (e.failure().reason() != Reason.ALREADY_EXISTS) {
        throw e;
      }
    }
  }

  Runnable create(Action.Create create) {
    return step(
        create.transfer(),
        create.step(),
        () -> {
          Cluster cluster = run.cluster(create.side());
          Optional<String> clusterIp = Optional.empty();
          for (HasMetadata object : create.objects()) {
            HasMetadata placed = object instanceof Pod pod ? placed(pod, create) : object;
            if (created(cluster, placed, create).orElse(object) instanceof Service service) {
              clusterIp = Optional.ofNullable(service.getSpec().getClusterIP());
            }
          }
          return clusterIp;
        });
  }

  /** Decided for each pod anew: who uses a claim may have moved since the last attempt. */
  private Pod placed(Pod pod, Action.Create create) {
    return run.checks()
        .node(create.side(), run.transfer(create.transfer()).volumes())
        .map(node -> Placement.onNode(pod, node))
        .orElse(pod);
  }

  /**
   * The first object of a run settles whose its id is. What is found after that is ours: the answer
   * to its creation was lost, and the client asked again.
   */
  private static Optional<HasMetadata> created(
      Cluster cluster, HasMetadata object, Action.Create create) {
    try {
      return Optional.of(cluster.create(object));
    } catch (ClusterException e) {
      boolean first = create.step() == Step.CREATE_DESTINATION && object == create.objects().get(0);
      if (e.failure().reason() != Reason.ALREADY_EXISTS || first || object instanceof Service) {
        throw e;
      }
      return Optional.empty();
    }
  }

  /** Tries each object, so that one that can't be deleted does not keep the others. */
  Runnable delete(Action.Delete delete) {
    return step(
        delete.transfer(),
        delete.step(),
        () -> {
          Optional<ClusterException> first = Optional.empty();
          for (ObjectRef object : delete.objects()) {
            try {
              run.cluster(object.side()).delete(object);
            } catch (ClusterException e) {
              first = first.or(() -> Optional.of(e));
            }
          }
          if (first.isPresent()) {
            throw first.get();
          }
          return Optional.empty();
        });
  }

  /** The pod was deleted already; this is only quicker. */
  Runnable forget(Action.ForgetPod forget) {
    return () -> {
      try {
        run.cluster(forget.pod().side()).forget(forget.pod());
      } catch (RuntimeException e) {
        LOG.debug("{} goes by itself", forget.pod(), e);
      }
    };
  }

  private Runnable step(String transfer, Step step, Callable<Optional<String>> work) {
    return () -> {
      Event answer;
      try {
        answer = new Event.StepDone(transfer, step, work.call());
      } catch (ClusterException e) {
        answer = new Event.StepFailed(transfer, step, e.failure());
      } catch (Exception | Error e) {
        LOG.debug("step {} of {}", step, transfer, e);
        answer = new Event.StepFailed(transfer, step, ActiveRun.internal(e));
      }
      run.happen(answer);
    };
  }
}
