package io.jenkins.plugins.volumetransfer.driver;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.cluster.PublishedAddress;
import io.jenkins.plugins.volumetransfer.engine.Action;
import io.jenkins.plugins.volumetransfer.engine.Event;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Published;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.RequestKind;
import io.jenkins.plugins.volumetransfer.engine.TunnelLogs;
import io.jenkins.plugins.volumetransfer.manifest.Placement;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.preflight.TransferChecks;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The actions that are requests to a cluster, as tasks; each answers with an event. */
record Requests(ActiveRun run) {
  private static final Logger LOG = LoggerFactory.getLogger(Requests.class);

  /** Some twenty attempts to connect. */
  private static final int TUNNEL_LOG_LINES = 100;

  Runnable check(Action.CheckClaims check) {
    Optional<Failure> refusal = run.refusal(check.transfer());
    return step(
        check.transfer(),
        RequestKind.CHECK_CLAIMS,
        () -> {
          if (refusal.isPresent()) {
            throw new ClusterException(refusal.get(), null);
          }
          TransferChecks.Examined examined = run.checks().examine(check.volumes());
          new FindingGate(text -> run.warn(check.transfer(), text)).admit(examined.findings());
          examined.missing().forEach(claim -> make(claim, check.transfer()));
          return Optional.empty();
        });
  }

  /** Two volumes that go to one new claim both ask for it. */
  private void make(PersistentVolumeClaim claim, String transfer) {
    Cluster cluster = run.cluster(Side.DESTINATION);
    try {
      cluster.create(claim);
    } catch (ClusterException e) {
      if (e.failure().reason() != Reason.ALREADY_EXISTS
          && !(VerifiedCreation.isUncertain(e.failure(), e.tried()) && isThere(claim, cluster))) {
        if (e.tried().open() > 0) {
          run.warn(transfer, Doubts.mayCome(claim));
        }
        throw e;
      }
    }
  }

  /** Made by a try that was not answered. */
  private static boolean isThere(PersistentVolumeClaim claim, Cluster cluster) {
    try {
      return cluster
          .claim(claim.getMetadata().getNamespace(), claim.getMetadata().getName())
          .isPresent();
    } catch (ClusterException e) {
      LOG.debug("{} can't be looked for", claim.getMetadata().getName(), e);
      return false;
    }
  }

  Runnable create(Action.Create create) {
    return step(
        create.transfer(),
        create.step(),
        () -> {
          Cluster cluster = run.cluster(create.side());
          Optional<Published> published = Optional.empty();
          for (HasMetadata object : create.objects()) {
            HasMetadata there =
                new VerifiedCreation(run, cluster, create).of(completed(object, create));
            ObjectRef.of(create.side(), there).ifPresent(ref -> run.belongings().know(ref, there));
            published = published.or(() -> PublishedAddress.of(run.endpoint(), there));
            if (create.step() == RequestKind.CREATE_DESTINATION_POD) {
              giveWay((Pod) there, create);
            }
          }
          return published;
        });
  }

  /**
   * Two runs may have begun before either had a pod. Now that there is one, whoever was later gives
   * way: before a byte is sent, as the engine makes no source pod before it has this answer.
   */
  private void giveWay(Pod made, Action.Create create) {
    Rivals rivals = new Rivals(run.id(), run.transfer(create.transfer()), run.advice());
    boolean first = Rivals.isFirstAttempt(made);
    rivals
        .before(made, run.cluster(create.side()), first ? Rivals.AT_ONCE : Rivals.PATIENCE)
        .ifPresent(
            refusal -> {
              throw new ClusterException(refusal, null);
            });
  }

  private HasMetadata completed(HasMetadata object, Action.Create create) {
    if (object instanceof Pod pod) {
      return placed(pod, create);
    }
    return create.objects().stream()
        .filter(each -> each instanceof ConfigMap && each != object)
        .findFirst()
        .map(configMap -> run.belongings().owned(create.side(), object, configMap))
        .orElse(object);
  }

  /** Decided for each pod anew: who uses a claim may have moved since the last attempt. */
  private Pod placed(Pod pod, Action.Create create) {
    return run.checks()
        .node(create.side(), run.transfer(create.transfer()).volumes())
        .map(node -> Placement.onNode(pod, node))
        .orElse(pod);
  }

  /** Nothing is asked again: the server tells when the address is there. */
  Runnable watchAddress(Action.WatchAddress watch, Consumer<Cluster.Subscription> opened) {
    return () -> {
      try {
        opened.accept(
            run.cluster(Side.DESTINATION)
                .watchService(watch.service(), service -> published(watch.transfer(), service)));
      } catch (ClusterException e) {
        noAddress(watch.transfer(), e);
      }
    };
  }

  private void published(String transfer, Service service) {
    try {
      PublishedAddress.of(run.endpoint(), service)
          .ifPresent(found -> run.happen(new Event.AddressPublished(transfer, found)));
    } catch (ClusterException e) {
      noAddress(transfer, e);
    }
  }

  private void noAddress(String transfer, ClusterException why) {
    run.happen(new Event.StepFailed(transfer, RequestKind.CREATE_DESTINATION, why.failure()));
  }

  Runnable readTunnelLogs(Action.ReadTunnelLogs read) {
    return () ->
        run.happen(
            new Event.TunnelLogsRead(
                read.transfer(),
                read.attempt(),
                new TunnelLogs(
                    tail(read.source(), read.sourceContainer()),
                    tail(read.destination(), "stunnel"))));
  }

  /** What can't be read tells nothing; the verdict stands without it. */
  private List<String> tail(ObjectRef pod, String container) {
    try {
      return run.cluster(pod.side()).logTail(pod, container, TUNNEL_LOG_LINES);
    } catch (RuntimeException | Error e) {
      LOG.debug("the log of {} can't be read", pod, e);
      return List.of();
    }
  }

  /** What may be another run's is looked at before. */
  private boolean mayDelete(ObjectRef object) {
    return run.doubts()
        .of(object)
        .filter(wanted -> object.kind() == ObjectRef.Kind.CONFIG_MAP)
        .map(
            wanted ->
                run.cluster(object.side())
                    .found(object.kind(), wanted)
                    .map(there -> VerifiedCreation.isSame(wanted, there))
                    .orElse(true))
        .orElse(true);
  }

  /** Tries each object, so that one that can't be deleted does not keep the others. */
  Runnable delete(Action.Delete delete) {
    String transfer = delete.transfer();
    return step(
        delete.transfer(),
        delete.step(),
        () -> {
          List<ObjectRef> ours = delete.objects().stream().filter(this::mayDelete).toList();
          try {
            run.belongings().delete(ours, delete.ended()).stream()
                .filter(object -> object.kind() == ObjectRef.Kind.POD)
                .forEach(pod -> run.happen(new Event.PodFound(delete.transfer(), pod)));
          } finally {
            for (ObjectRef object : ours) {
              run.doubts().deleted(object).ifPresent(text -> run.warn(delete.transfer(), text));
            }
          }
          return Optional.empty();
        });
  }

  /** The pod was deleted already; this is only quicker. */
  Runnable forget(Action.ForgetPod forget) {
    return () -> {
      try {
        run.belongings()
            .uid(forget.pod())
            .ifPresent(uid -> run.cluster(forget.pod().side()).forget(forget.pod(), uid));
      } catch (RuntimeException | Error e) {
        LOG.debug("{} goes by itself", forget.pod(), e);
      }
    };
  }

  private Runnable step(String transfer, RequestKind step, Callable<Optional<Published>> work) {
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
