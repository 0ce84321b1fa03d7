package io.jenkins.plugins.volumetransfer.engine;

import static io.jenkins.plugins.volumetransfer.engine.Happening.begun;
import static io.jenkins.plugins.volumetransfer.engine.Happening.done;
import static io.jenkins.plugins.volumetransfer.engine.Happening.gone;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podReady;
import static io.jenkins.plugins.volumetransfer.engine.Pods.podRunning;
import static io.jenkins.plugins.volumetransfer.manifest.Side.DESTINATION;
import static io.jenkins.plugins.volumetransfer.manifest.Side.SOURCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.volumetransfer.manifest.SampleTransfers;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.spec.Retries;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A run to which things happen, one after the other: {@code given(spec).when(begun()).then("phase
 * CHECKING 0", "check claims")}. Actions are compared as short texts, in their order.
 */
final class RunUnderTest {
  static final TransferSpec SPEC = SampleTransfers.spec("app-3/postgresql app-4/postgresql");
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final List<String> names;
  private Run run;
  private Instant now = START;
  private List<Action> actions = List.of();
  private final List<Action> allActions = new ArrayList<>();
  private String transfer;

  private RunUnderTest(TransferSpec spec) {
    run = Run.of(SampleTransfers.manifests(spec), START);
    names = List.copyOf(run.transfers().keySet());
    transfer = names.get(0);
  }

  static RunUnderTest given(TransferSpec spec) {
    return new RunUnderTest(spec);
  }

  /** A transfer that has come as far as this without trouble; its source pod's rsync runs. */
  static RunUnderTest in(Phase phase) {
    return in(phase, SPEC);
  }

  static RunUnderTest in(Phase phase, TransferSpec spec) {
    RunUnderTest scene =
        switch (phase) {
          case NOT_STARTED -> given(spec);
          case CHECKING -> in(Phase.NOT_STARTED, spec).when(begun());
          case PREPARING_DESTINATION ->
              in(Phase.CHECKING, spec).when(done(RequestKind.CHECK_CLAIMS));
          case STARTING_DESTINATION ->
              in(Phase.PREPARING_DESTINATION, spec).when(done(RequestKind.CREATE_DESTINATION));
          case STARTING_SOURCE ->
              in(Phase.STARTING_DESTINATION, spec)
                  .when(done(RequestKind.CREATE_DESTINATION_POD), podReady(DESTINATION));
          case COPYING ->
              in(Phase.STARTING_SOURCE, spec)
                  .when(done(RequestKind.CREATE_SOURCE), podRunning(SOURCE));
          case SETTLING ->
              in(Phase.COPYING, spec).when(podRunning(SOURCE).ended(Diagnosis.RSYNC, 12));
          case REMOVING_REMAINS -> in(Phase.NOT_STARTED, spec).when(Happening.resumed());
          case READING_TUNNEL_LOGS ->
              in(Phase.COPYING, spec)
                  .when(podRunning(SOURCE).ended(Diagnosis.RSYNC, 64), Happening.logEnded());
          case REMOVING_PODS ->
              in(Phase.COPYING, spec).when(podRunning(DESTINATION).failed("Evicted", ""));
          case BACKING_OFF ->
              in(Phase.REMOVING_PODS, spec)
                  .when(done(RequestKind.DELETE_PODS), gone(SOURCE), gone(DESTINATION));
          case CLEANING -> in(Phase.COPYING, spec).when(gone(SOURCE));
          case ENDED -> throw new IllegalArgumentException("an ended run is no beginning");
        };
    assertThat(scene.phase()).isEqualTo(phase);
    return scene;
  }

  static TransferSpec withRetries(int limit) {
    return SPEC.withRetries(new Retries(limit, Duration.ofSeconds(5)));
  }

  /** What follows concerns this transfer, where a run has several. */
  RunUnderTest of(String name) {
    assertThat(names).contains(name);
    transfer = name;
    return this;
  }

  RunUnderTest when(Happening... happenings) {
    actions = new ArrayList<>();
    for (Happening happening : happenings) {
      happen(happening.in(this));
    }
    return this;
  }

  /** Turns come at once, and are not told of. */
  private void happen(Event event) {
    Decision<Run> decision = Decider.decide(run, now, event);
    run = decision.state();
    for (Action action : decision.actions()) {
      if (action instanceof Action.AwaitTurn turn) {
        happen(new Event.TurnCame(turn.transfer()));
      } else if (!(action instanceof Action.PassTurn)) {
        actions.add(action);
        allActions.add(action);
      }
    }
  }

  RunUnderTest after(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** Exactly these actions, in this order, followed from what happened last. */
  RunUnderTest then(String... expected) {
    assertThat(told()).containsExactly(expected);
    return this;
  }

  /** Among others, in this order. */
  RunUnderTest thenAmongOthers(String... expected) {
    assertThat(told()).containsSubsequence(expected);
    return this;
  }

  RunUnderTest thenNothing() {
    assertThat(told()).isEmpty();
    return this;
  }

  RunUnderTest thenPhase(Phase phase) {
    assertThat(phase()).isEqualTo(phase);
    return this;
  }

  /** The transfer's verdict, once everything is cleaned up. */
  TransferResult cleanedUp() {
    if (phase() == Phase.READING_TUNNEL_LOGS) {
      when(Happening.fired(Timer.Kind.TUNNEL_LOG));
    }
    if (phase() != Phase.ENDED) {
      assertThat(phase()).isEqualTo(Phase.CLEANING);
      when(done(RequestKind.DELETE_ALL), gone(SOURCE), gone(DESTINATION));
    }
    assertThat(phase()).isEqualTo(Phase.ENDED);
    return state().result().orElseThrow();
  }

  List<String> told() {
    return actions.stream().map(this::text).toList();
  }

  List<Action> actions() {
    return actions;
  }

  List<Action> allActions() {
    return allActions;
  }

  Run run() {
    return run;
  }

  String transfer() {
    return transfer;
  }

  /** The current attempt's. */
  ObjectRef pod(Side side) {
    return state().pod(side);
  }

  int attempt() {
    return state().attempt().number();
  }

  Phase phase() {
    return state().phase();
  }

  private TransferState state() {
    return run.transfers().get(transfer);
  }

  private String text(Action action) {
    if (action instanceof Action.CheckClaims) {
      return "check claims";
    } else if (action instanceof Action.Create create) {
      return "create "
          + create.objects().stream().map(this::shortened).collect(Collectors.joining(", "));
    } else if (action instanceof Action.Delete delete) {
      return "delete "
          + delete.objects().stream()
              .map(
                  ref ->
                      ref.kind().text()
                          + " "
                          + shortened(ref.name())
                          + (delete.ended().contains(ref) ? " at once" : ""))
              .collect(Collectors.joining(", "));
    } else if (action instanceof Action.ReadTunnelLogs read) {
      return "read the log of "
          + read.sourceContainer()
          + " in "
          + shortened(read.source().name())
          + " and of "
          + shortened(read.destination().name());
    } else if (action instanceof Action.WatchAddress watch) {
      return "watch " + shortened(watch.service().name());
    } else if (action instanceof Action.ForgetPod forget) {
      return "forget Pod " + shortened(forget.pod().name());
    } else if (action instanceof Action.FollowLog follow) {
      return "follow the log of " + shortened(follow.pod());
    } else if (action instanceof Action.ReadLogs read) {
      return "read the logs of " + shortened(read.pod().name()) + ": " + read.containers();
    } else if (action instanceof Action.SetTimer set) {
      return "set " + set.timer().kind() + " to " + set.delay().toSeconds() + " s";
    } else if (action instanceof Action.CancelTimer cancel) {
      return "cancel " + cancel.timer().kind();
    } else if (action instanceof Action.Announce announce) {
      return text(announce.announcement());
    }
    return "finish";
  }

  private static String text(Announcement announcement) {
    if (announcement instanceof Announcement.PhaseChanged changed) {
      return "phase " + changed.phase() + " " + changed.attempt();
    } else if (announcement instanceof Announcement.AttemptFailed failed) {
      return "attempt "
          + failed.attempt()
          + " failed: "
          + failed.failure().reason()
          + failed.retryIn().map(in -> ", again in " + in.toSeconds() + " s").orElse("");
    } else if (announcement instanceof Announcement.Warning warning) {
      return "warning: " + warning.text();
    } else if (announcement instanceof Announcement.TransferEnded ended) {
      return "transfer ended: "
          + ended.result().failure().map(failure -> failure.reason().name()).orElse("success");
    } else if (announcement instanceof Announcement.RunEnded ended) {
      return "run ended: " + (ended.result().succeeded() ? "success" : "failure");
    } else if (announcement instanceof Announcement.RunBegan) {
      return "run began";
    }
    return "progress";
  }

  private String shortened(HasMetadata object) {
    return object.getKind() + " " + shortened(object.getMetadata().getName());
  }

  private String shortened(String objectName) {
    return names.stream()
        .map(name -> "vt-" + SampleTransfers.RUN + "-" + name + "-")
        .filter(objectName::startsWith)
        .findFirst()
        .map(prefix -> objectName.substring(prefix.length()))
        .orElse(objectName);
  }

  /** Phases by transfer, for runs of several. */
  Map<String, Phase> phases() {
    return run.transfers().values().stream()
        .collect(Collectors.toMap(TransferState::name, TransferState::phase));
  }
}
