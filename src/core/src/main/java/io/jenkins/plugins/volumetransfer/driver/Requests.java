package io.jenkins.plugins.volumetransfer.driver;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.jenkins.plugins.volumetransfer.cluster.ClaimCheck;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.engine.Action;
import io.jenkins.plugins.volumetransfer.engine.Event;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Step;
import io.jenkins.plugins.volumetransfer.manifest.PlannedVolume;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import java.util.Optional;
import java.util.concurrent.Callable;

/** The actions that are requests to a cluster, as tasks; each answers with an event. */
record Requests(ActiveRun run) {

  Runnable check(Action.CheckClaims check) {
    return step(
        check.transfer(),
        Step.CHECK_CLAIMS,
        () -> {
          for (PlannedVolume volume : check.volumes()) {
            checkClaim(Side.SOURCE, volume.pair().from());
            checkClaim(Side.DESTINATION, volume.pair().to());
          }
          return Optional.empty();
        });
  }

  private void checkClaim(Side side, ClaimRef ref) {
    ClaimCheck.problem(side, ref, run.cluster(side).claim(ref.namespace(), ref.claim()))
        .ifPresent(
            failure -> {
              throw new ClusterException(failure, null);
            });
  }

  Runnable create(Action.Create create) {
    return step(
        create.transfer(),
        create.step(),
        () -> {
          Cluster cluster = run.cluster(create.side());
          Optional<String> clusterIp = Optional.empty();
          for (HasMetadata object : create.objects()) {
            if (cluster.create(object) instanceof Service service) {
              clusterIp = Optional.ofNullable(service.getSpec().getClusterIP());
            }
          }
          return clusterIp;
        });
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

  private Runnable step(String transfer, Step step, Callable<Optional<String>> work) {
    return () -> {
      Event answer;
      try {
        answer = new Event.StepDone(transfer, step, work.call());
      } catch (ClusterException e) {
        answer = new Event.StepFailed(transfer, step, e.failure());
      } catch (Exception e) {
        Failure failure = ActiveRun.internal(e);
        answer = new Event.StepFailed(transfer, step, failure);
      }
      run.happen(answer);
    };
  }
}
