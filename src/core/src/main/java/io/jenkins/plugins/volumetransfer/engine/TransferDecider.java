package io.jenkins.plugins.volumetransfer.engine;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.volumetransfer.manifest.Address;
import io.jenkins.plugins.volumetransfer.manifest.ObjectNames;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.script.Retry;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One decision about one transfer: takes its state apart, lets one event in, looks at what follows,
 * and puts it together again. An object lives for one call.
 *
 * <pre>
 * NOT_STARTED -> CHECKING -> PREPARING_DESTINATION -> STARTING_DESTINATION -> STARTING_SOURCE
 *   -> COPYING -> SETTLING -> CLEANING -> ENDED
 * a failed attempt that may help:  any -> REMOVING_PODS -> BACKING_OFF -> STARTING_DESTINATION
 * any other failure, and a stop:   any -> CLEANING
 * </pre>
 *
 * <p>What holds:
 *
 * <ol>
 *   <li>The verdict is success only by {@link Diagnosis#ofEnd}.
 *   <li>A new attempt starts only when the former one's pods are gone: never two writers.
 *   <li>Each phase that waits has a timer, so each ends.
 * </ol>
 */
final class TransferDecider {
  /** How long a cause may come after its effect before the effect is all there is to say. */
  private static final Duration SETTLE = Duration.ofSeconds(3);

  /** A script notices a dead peer within a second or so; this is the engine's own bound. */
  private static final Duration PEER_DEATH = Duration.ofSeconds(15);

  /** How long a container's state may come after the end of its log. */
  private static final Duration LOG_AGAIN = Duration.ofSeconds(5);

  /** Grace period of the pods (10 s), and for the kubelet what a slow one was seen to take. */
  private static final Duration PODS_GONE = Duration.ofSeconds(75);

  private final TransferState before;
  private final Instant now;
  private final List<Action> actions = new ArrayList<>();

  private Phase phase;
  private int attempt;
  private Optional<Address> endpoint;
  private final Map<Side, PodState> pods = new EnumMap<>(Side.class);
  private final Set<Side> present = EnumSet.noneOf(Side.class);
  private final Set<Side> made = EnumSet.noneOf(Side.class);
  private final Set<Side> forgotten = EnumSet.noneOf(Side.class);
  private boolean sourceComplete;
  private boolean podsDeleted;
  private boolean objectsDeleted;
  private RsyncLog log;
  private boolean logEnded;
  private final List<Failure> failures;
  private Optional<Failure> verdict;
  private final List<String> warned;
  private Optional<TransferResult> result;

  private TransferDecider(TransferState state, Instant now) {
    this.before = state;
    this.now = now;
    phase = state.phase();
    attempt = state.attempt();
    endpoint = state.endpoint();
    pods.putAll(state.pods());
    present.addAll(state.present());
    made.addAll(state.made());
    forgotten.addAll(state.forgotten());
    sourceComplete = state.sourceComplete();
    podsDeleted = state.podsDeleted();
    objectsDeleted = state.objectsDeleted();
    log = state.log();
    logEnded = state.logEnded();
    failures = new ArrayList<>(state.failures());
    verdict = state.verdict();
    warned = new ArrayList<>(state.warned());
    result = state.result();
  }

  static Decision<TransferState> decide(TransferState state, Instant now, Event event) {
    TransferDecider decider = new TransferDecider(state, now);
    if (decider.phase != Phase.ENDED) {
      decider.take(event);
    }
    return new Decision<>(decider.state(), decider.actions);
  }

  private TransferState state() {
    return new TransferState(
        before.manifests(),
        phase,
        attempt,
        before.started(),
        endpoint,
        pods,
        present,
        made,
        forgotten,
        sourceComplete,
        podsDeleted,
        objectsDeleted,
        log,
        logEnded,
        failures,
        verdict,
        warned,
        result);
  }

  private void take(Event event) {
    if (event instanceof Event.Begun) {
      if (phase == Phase.NOT_STARTED) {
        enter(Phase.CHECKING);
        actions.add(new Action.CheckClaims(name(), before.manifests().transfer().volumes()));
      }
    } else if (event instanceof Event.StepDone done) {
      stepDone(done);
    } else if (event instanceof Event.StepFailed failed) {
      stepFailed(failed);
    } else if (event instanceof Event.PodChanged changed) {
      podChanged(changed.pod());
    } else if (event instanceof Event.PodGone gone) {
      podGone(gone);
    } else if (event instanceof Event.Progressed progressed) {
      progressed(progressed);
    } else if (event instanceof Event.LogEnded ended) {
      logEnded(ended);
    } else if (event instanceof Event.TimerFired fired) {
      timerFired(fired.timer());
    } else if (event instanceof Event.StopRequested stop) {
      stop(stop.why());
    }
  }

  private void stepDone(Event.StepDone done) {
    switch (done.step()) {
      case CHECK_CLAIMS -> {
        if (phase == Phase.CHECKING) {
          enter(Phase.PREPARING_DESTINATION);
          made.add(Side.DESTINATION);
          create(Step.CREATE_DESTINATION, Side.DESTINATION, before.manifests().destination());
        }
      }
      case CREATE_DESTINATION -> {
        endpoint = endpoint(done.clusterIp());
        if (phase == Phase.PREPARING_DESTINATION) {
          beginAttempt();
        }
      }
      case CREATE_DESTINATION_POD -> created(Side.DESTINATION);
      case CREATE_SOURCE -> {
        sourceComplete = true;
        created(Side.SOURCE);
      }
      case DELETE_PODS -> podsDeleted = true;
      case DELETE_ALL -> objectsDeleted = phase == Phase.CLEANING;
    }
    advance();
  }

  /** A pod that has been seen already may be gone by now: the watch knows better. */
  private void created(Side side) {
    if (!pods.containsKey(side)) {
      present.add(side);
    }
  }

  private Optional<Address> endpoint(Optional<String> clusterIp) {
    Endpoint wanted = before.manifests().spec().endpoint();
    if (wanted instanceof Endpoint.Address given) {
      return Optional.of(new Address(given.host(), given.port()));
    }
    return clusterIp.map(ip -> new Address(ip, before.manifests().destinationPort()));
  }

  private void stepFailed(Event.StepFailed failed) {
    switch (failed.step()) {
      case CHECK_CLAIMS -> {
        if (phase == Phase.CHECKING) {
          conclude(Optional.of(failed.failure()));
        }
      }
      case CREATE_DESTINATION -> {
        if (active()) {
          if (failed.failure().reason() == Reason.ALREADY_EXISTS) {
            // They are another run's: not ours to delete.
            made.remove(Side.DESTINATION);
          }
          conclude(Optional.of(failed.failure()));
        }
      }
      case CREATE_DESTINATION_POD, CREATE_SOURCE -> {
        if (active()) {
          attemptFailed(failed.failure());
        }
      }
      case DELETE_PODS -> {
        if (phase == Phase.REMOVING_PODS) {
          conclude(Optional.of(failed.failure()));
        }
      }
      case DELETE_ALL -> {
        if (phase == Phase.CLEANING) {
          warn("clean-up failed: " + failed.failure().message());
          end(leftBehind());
        }
      }
    }
  }

  private void podChanged(PodState pod) {
    if (pod.attempt() != attempt) {
      return;
    }
    present.add(pod.side());
    pods.put(pod.side(), pod);
    pod.unschedulable()
        .filter(text -> active())
        .ifPresent(text -> warn("no node takes the " + pod.side().label() + " pod yet: " + text));
    if (active()) {
      pod.warnings().stream()
          .filter(warning -> !warning.isOfScheduler())
          .forEach(warning -> warn("the " + pod.side().label() + " pod: " + warning));
    }
    advance();
  }

  private void podGone(Event.PodGone gone) {
    if (gone.attempt() != attempt) {
      return;
    }
    present.remove(gone.side());
    if (active()) {
      // What rsync itself ended with counts, even if its pod went away right after.
      if (rsyncEnded().filter(end -> !Diagnosis.mayHaveDeeperCause(end.exitCode())).isPresent()) {
        judge();
      } else {
        attemptFailed(Diagnosis.ofDeleted(gone.side()));
      }
    }
    advance();
  }

  private void progressed(Event.Progressed progressed) {
    if (progressed.attempt() != attempt) {
      return;
    }
    log = progressed.log();
    actions.add(new Action.Announce(new Announcement.Progress(name(), attempt, log)));
    // Before rsync begins, the script waits for the tunnel, with a bound and a name of its own.
    if (phase == Phase.COPYING && !log.volumes().isEmpty()) {
      setTimer(Timer.Kind.NO_PROGRESS, before.manifests().spec().timeouts().noProgress());
    }
  }

  /**
   * The end of a log is no end of its container: connections break. While rsync still runs, the log
   * is opened again; where it can't be read at all, silence means nothing any more.
   */
  private void logEnded(Event.LogEnded ended) {
    if (ended.attempt() != attempt) {
      return;
    }
    logEnded = true;
    Optional<Failure> unreadable = ended.unreadable();
    if (unreadable.isPresent()) {
      warn("progress is not known: " + unreadable.get().message());
      cancel(Timer.Kind.NO_PROGRESS);
    }
    boolean mayBeRead = unreadable.map(why -> why.retry() == Retry.MAY_HELP).orElse(true);
    if (phase == Phase.COPYING && mayBeRead) {
      setTimer(Timer.Kind.LOG_AGAIN, LOG_AGAIN);
    }
    advance();
  }

  private void followLog() {
    logEnded = false;
    actions.add(
        new Action.FollowLog(
            name(),
            before.manifests().transfer().sourceNamespace(),
            ObjectNames.pod(
                before.manifests().run(), before.manifests().transfer(), Side.SOURCE, attempt),
            attempt));
  }

  private void timerFired(Timer timer) {
    if (timer.attempt() != attempt) {
      return;
    }
    switch (timer.kind()) {
      case POD_START -> {
        Side side = phase == Phase.STARTING_DESTINATION ? Side.DESTINATION : Side.SOURCE;
        if (phase == Phase.STARTING_DESTINATION || phase == Phase.STARTING_SOURCE) {
          attemptFailed(
              StartDiagnosis.ofTimeout(
                  side,
                  Optional.ofNullable(pods.get(side)),
                  before.manifests().spec().timeouts().podStart().toSeconds()));
        }
      }
      case SETTLE -> {
        if (phase == Phase.SETTLING) {
          judge();
        }
      }
      case NO_PROGRESS -> {
        if (phase == Phase.COPYING) {
          attemptFailed(
              new Failure(
                  Reason.NO_PROGRESS,
                  "rsync has said nothing for "
                      + before.manifests().spec().timeouts().noProgress().toSeconds()
                      + " s; the network or a disk may be stuck"));
        }
      }
      case BACK_OFF -> {
        if (phase == Phase.BACKING_OFF) {
          beginAttempt();
        }
      }
      case PODS_GONE -> {
        if (phase == Phase.REMOVING_PODS) {
          conclude(
              Optional.of(
                  new Failure(
                      Reason.PODS_STUCK,
                      "the pods of the failed attempt did not go within "
                          + PODS_GONE.toSeconds()
                          + " s ("
                          + lastFailure()
                          + ")")));
        } else if (phase == Phase.CLEANING) {
          end(leftBehind());
        }
      }
      case LOG_AGAIN -> {
        if (phase == Phase.COPYING) {
          followLog();
        }
      }
      case DEADLINE -> {}
    }
  }

  private void stop(Failure why) {
    if (phase != Phase.CLEANING) {
      conclude(Optional.of(why));
    }
  }

  /** What follows from the facts, in the phase that the transfer is in. */
  private void advance() {
    if (active()) {
      for (PodState pod : List.copyOf(pods.values())) {
        Optional<Failure> problem = Diagnosis.ofPod(pod);
        if (problem.isPresent() && rsyncEnded().isEmpty()) {
          attemptFailed(problem.get());
          return;
        }
      }
    }
    if (phase == Phase.REMOVING_PODS || phase == Phase.CLEANING) {
      forgetEndedPods();
    }
    switch (phase) {
      case STARTING_DESTINATION -> startedDestination();
      case STARTING_SOURCE -> startedSource();
      case COPYING -> copied();
      case SETTLING -> {
        if (rsyncEnded().isPresent() && rsyncEnded(before.pods()).isEmpty()) {
          setTimer(Timer.Kind.SETTLE, SETTLE);
        }
        settled();
      }
      case REMOVING_PODS -> {
        if (present.isEmpty() && podsDeleted) {
          cancel(Timer.Kind.PODS_GONE);
          enter(Phase.BACKING_OFF);
          setTimer(
              Timer.Kind.BACK_OFF, before.manifests().spec().retries().delayBefore(attempt + 1));
        }
      }
      case CLEANING -> {
        if (present.isEmpty() && objectsDeleted) {
          end(List.of());
        }
      }
      default -> {}
    }
  }

  private void forgetEndedPods() {
    for (Side side : Set.copyOf(present)) {
      if (pods.containsKey(side) && pods.get(side).ended() && forgotten.add(side)) {
        actions.add(new Action.ForgetPod(name(), refs().pod(side, attempt)));
      }
    }
  }

  private void beginAttempt() {
    attempt++;
    pods.clear();
    present.clear();
    forgotten.clear();
    podsDeleted = false;
    log = RsyncLog.empty();
    logEnded = false;
    warned.clear();
    enter(Phase.STARTING_DESTINATION);
    create(
        Step.CREATE_DESTINATION_POD,
        Side.DESTINATION,
        List.of(before.manifests().pod(Side.DESTINATION, attempt)));
    setTimer(Timer.Kind.POD_START, before.manifests().spec().timeouts().podStart());
  }

  private void startedDestination() {
    PodState destination = pods.get(Side.DESTINATION);
    if (destination == null) {
      return;
    }
    Optional<Failure> ended = Diagnosis.ofEndedDestination(destination);
    if (ended.isPresent()) {
      attemptFailed(ended.get());
      return;
    }
    if (!destination.ready()) {
      return;
    }
    if (endpoint.isEmpty()) {
      conclude(
          Optional.of(
              new Failure(
                  Reason.API_REFUSED,
                  "the destination's Service has no ClusterIP; give `destination.address`")));
      return;
    }
    enter(Phase.STARTING_SOURCE);
    List<HasMetadata> objects = new ArrayList<>();
    made.add(Side.SOURCE);
    if (!sourceComplete) {
      objects.addAll(before.manifests().source(endpoint.get()));
    }
    objects.add(before.manifests().pod(Side.SOURCE, attempt));
    create(Step.CREATE_SOURCE, Side.SOURCE, objects);
    setTimer(Timer.Kind.POD_START, before.manifests().spec().timeouts().podStart());
  }

  private void startedSource() {
    Optional<Failure> ended = Diagnosis.ofEndedDestination(pods.get(Side.DESTINATION));
    if (ended.isPresent() && rsyncEnded().isEmpty()) {
      attemptFailed(ended.get());
      return;
    }
    PodState source = pods.get(Side.SOURCE);
    if (source == null) {
      return;
    }
    if (source.running(Diagnosis.RSYNC) || source.terminated(Diagnosis.RSYNC).isPresent()) {
      cancel(Timer.Kind.POD_START);
      enter(Phase.COPYING);
      followLog();
      copied();
      return;
    }
    Diagnosis.ofSidecarBeforeRsync(source).ifPresent(this::attemptFailed);
  }

  private void copied() {
    PodState source = pods.get(Side.SOURCE);
    PodState destination = pods.get(Side.DESTINATION);
    boolean rsyncEnded = source.terminated(Diagnosis.RSYNC).isPresent();
    boolean peerEnded =
        source.terminated(Diagnosis.STUNNEL).isPresent()
            || Diagnosis.ofEndedDestination(destination).isPresent();
    if (rsyncEnded || peerEnded) {
      cancel(Timer.Kind.NO_PROGRESS);
      enter(Phase.SETTLING);
      setTimer(Timer.Kind.SETTLE, rsyncEnded ? SETTLE : PEER_DEATH);
      settled();
    }
  }

  /** Judges at once where nothing more can come that would change or explain the verdict. */
  private void settled() {
    PodState source = pods.get(Side.SOURCE);
    Optional<ContainerState.Terminated> rsync = source.terminated(Diagnosis.RSYNC);
    if (rsync.isEmpty() || !logEnded) {
      return;
    }
    boolean complete =
        !Diagnosis.mayHaveDeeperCause(rsync.get().exitCode())
            || Diagnosis.explained(source, Optional.ofNullable(pods.get(Side.DESTINATION)));
    if (complete) {
      judge();
    }
  }

  private void judge() {
    PodState source = pods.get(Side.SOURCE);
    Optional<PodState> destination = Optional.ofNullable(pods.get(Side.DESTINATION));
    if (source.terminated(Diagnosis.RSYNC).isEmpty()) {
      attemptFailed(
          destination
              .flatMap(Diagnosis::ofEndedDestination)
              .or(
                  () ->
                      source
                          .terminated(Diagnosis.STUNNEL)
                          .flatMap(tunnel -> Diagnosis.ofEndedTunnel(tunnel, 0)))
              .orElseGet(
                  () ->
                      new Failure(
                          Reason.TUNNEL_DIED,
                          "stunnel's container in the source pod ended, rsync's did not")));
      return;
    }
    Optional<Failure> failure =
        Diagnosis.ofEnd(before.manifests().transfer(), source, destination, log);
    if (failure.isPresent()) {
      attemptFailed(failure.get());
    } else {
      conclude(Optional.empty());
    }
  }

  private void attemptFailed(Failure failure) {
    boolean again =
        attempt > 0
            && failure.retry() == Retry.MAY_HELP
            && failures.size() < before.manifests().spec().retries().limit();
    if (!again) {
      conclude(Optional.of(failure));
      return;
    }
    failures.add(failure);
    cancelWaits();
    Duration delay = before.manifests().spec().retries().delayBefore(attempt + 1);
    actions.add(
        new Action.Announce(
            new Announcement.AttemptFailed(name(), attempt, failure, Optional.of(delay))));
    enter(Phase.REMOVING_PODS);
    List<ObjectRef> objects = new ArrayList<>(refs().pods(attempt));
    if (!sourceComplete) {
      // Some of them may be there; the next attempt makes them all.
      objects.addAll(refs().shared(Side.SOURCE));
    }
    actions.add(new Action.Delete(name(), Step.DELETE_PODS, objects));
    setTimer(Timer.Kind.PODS_GONE, PODS_GONE);
    advance();
  }

  /** The verdict is there; what is left is to clean up. */
  private void conclude(Optional<Failure> why) {
    verdict = why;
    why.ifPresent(
        failure -> {
          failures.add(failure);
          actions.add(
              new Action.Announce(
                  new Announcement.AttemptFailed(name(), attempt, failure, Optional.empty())));
        });
    cancelWaits();
    if (made.isEmpty()) {
      end(List.of());
      return;
    }
    enter(Phase.CLEANING);
    actions.add(new Action.Delete(name(), Step.DELETE_ALL, refs().all(attempt)));
    setTimer(Timer.Kind.PODS_GONE, PODS_GONE);
  }

  private void end(List<ObjectRef> leftBehind) {
    cancel(Timer.Kind.PODS_GONE);
    phase = Phase.ENDED;
    TransferResult ended =
        new TransferResult(
            before.manifests().transfer(),
            verdict,
            failures,
            log,
            before.started(),
            now,
            leftBehind);
    result = Optional.of(ended);
    actions.add(new Action.Announce(new Announcement.TransferEnded(ended)));
  }

  private Optional<ContainerState.Terminated> rsyncEnded() {
    return rsyncEnded(pods);
  }

  private static Optional<ContainerState.Terminated> rsyncEnded(Map<Side, PodState> pods) {
    return Optional.ofNullable(pods.get(Side.SOURCE))
        .flatMap(source -> source.terminated(Diagnosis.RSYNC));
  }

  private boolean active() {
    return switch (phase) {
      case CHECKING,
          PREPARING_DESTINATION,
          STARTING_DESTINATION,
          STARTING_SOURCE,
          COPYING,
          SETTLING ->
          true;
      case NOT_STARTED, REMOVING_PODS, BACKING_OFF, CLEANING, ENDED -> false;
    };
  }

  private void enter(Phase next) {
    phase = next;
    actions.add(new Action.Announce(new Announcement.PhaseChanged(name(), next, attempt)));
  }

  private void create(Step step, Side side, List<HasMetadata> objects) {
    actions.add(new Action.Create(name(), step, side, objects));
  }

  private void setTimer(Timer.Kind kind, Duration delay) {
    actions.add(new Action.SetTimer(new Timer(name(), kind, attempt), delay));
  }

  private void cancel(Timer.Kind kind) {
    actions.add(new Action.CancelTimer(new Timer(name(), kind, attempt)));
  }

  private void cancelWaits() {
    cancel(Timer.Kind.POD_START);
    cancel(Timer.Kind.SETTLE);
    cancel(Timer.Kind.NO_PROGRESS);
    cancel(Timer.Kind.LOG_AGAIN);
    cancel(Timer.Kind.BACK_OFF);
  }

  /** Says a thing once an attempt. */
  private void warn(String text) {
    if (!warned.contains(text)) {
      warned.add(text);
      actions.add(new Action.Announce(new Announcement.Warning(name(), text)));
    }
  }

  private String lastFailure() {
    return failures.get(failures.size() - 1).toString();
  }

  private String name() {
    return before.name();
  }

  private List<ObjectRef> leftBehind() {
    List<ObjectRef> refs = new ArrayList<>();
    present.forEach(side -> refs.add(refs().pod(side, attempt)));
    if (!objectsDeleted) {
      refs.addAll(refs().shared());
    }
    return refs;
  }

  private TransferRefs refs() {
    return new TransferRefs(before.manifests().run(), before.manifests().transfer());
  }
}
