package io.jenkins.plugins.volumetransfer.engine;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.manifest.ObjectNames;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A transfer's state taken apart for one decision, with what is to be done so far. Lives for one
 * call; what the fields mean stands in {@link TransferState}.
 */
final class TransferDraft {
  private static final double JITTER_MAX = 0.2;
  private static final Duration FORGET = Duration.ofSeconds(1);

  final TransferState before;
  final Instant now;
  private final List<Action> actions = new ArrayList<>();

  private Manifests manifests;
  Phase phase;
  int attempt;
  Instant started;
  Optional<Published> endpoint;
  final Map<Side, PodState> pods = new EnumMap<>(Side.class);
  final Set<Side> present = EnumSet.noneOf(Side.class);
  final Set<Side> made = EnumSet.noneOf(Side.class);
  final Set<Side> forgotten = EnumSet.noneOf(Side.class);
  boolean admitted;
  boolean sourceComplete;
  boolean podsDeleted;
  boolean objectsDeleted;
  RsyncLog log;
  boolean logEnded;
  final List<Failure> failures;
  Optional<Failure> verdict;
  final List<String> warned;
  Optional<TransferResult> result;

  TransferDraft(TransferState state, Instant now) {
    this.before = state;
    this.now = now;
    manifests = state.manifests();
    phase = state.phase();
    attempt = state.attempt();
    started = state.started();
    endpoint = state.endpoint();
    pods.putAll(state.pods());
    present.addAll(state.present());
    made.addAll(state.made());
    forgotten.addAll(state.forgotten());
    admitted = state.admitted();
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

  void reachedBy(Endpoint chosen) {
    manifests = manifests.reachedBy(chosen);
  }

  Decision<TransferState> decision() {
    return new Decision<>(state(), actions);
  }

  TransferState state() {
    return new TransferState(
        manifests,
        phase,
        attempt,
        started,
        endpoint,
        pods,
        present,
        made,
        forgotten,
        admitted,
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

  void followLog() {
    logEnded = false;
    act(
        new Action.FollowLog(
            name(),
            manifests().transfer().sourceNamespace(),
            ObjectNames.pod(manifests().run(), manifests().transfer(), Side.SOURCE, attempt),
            attempt));
  }

  /** A pod that has ended needs no second request to be dropped. */
  void delete(RequestKind step, List<ObjectRef> objects) {
    Set<ObjectRef> ended = new HashSet<>();
    for (Side side : present) {
      if (pods.containsKey(side) && pods.get(side).wholeEnded() && forgotten.add(side)) {
        ended.add(refs().pod(side, attempt));
      }
    }
    act(new Action.Delete(name(), step, objects, ended));
  }

  /** Most kubelets drop such a pod by themselves, in less time than this. */
  void expectEndedPodsToGo() {
    for (Side side : Set.copyOf(present)) {
      if (pods.containsKey(side) && pods.get(side).wholeEnded() && forgotten.add(side)) {
        setTimer(Timer.Kind.FORGET, FORGET);
      }
    }
  }

  void forgetEndedPods() {
    for (Side side : Side.values()) {
      if (present.contains(side) && forgotten.contains(side)) {
        act(new Action.ForgetPod(name(), refs().pod(side, attempt)));
      }
    }
  }

  /** Whether nothing shows yet that rsync has reached its peer. */
  boolean awaitsTunnel() {
    return phase == Phase.COPYING && log.volumes().isEmpty();
  }

  /** Whether the destination's address may come later than its Service. */
  boolean awaitsAddress() {
    return manifests().spec().endpoint() instanceof Endpoint.LoadBalancer;
  }

  Optional<ContainerState.Terminated> rsyncEnded() {
    return rsyncEnded(pods);
  }

  static Optional<ContainerState.Terminated> rsyncEnded(Map<Side, PodState> pods) {
    return Optional.ofNullable(pods.get(Side.SOURCE))
        .flatMap(source -> source.terminated(Diagnosis.RSYNC));
  }

  boolean active() {
    return switch (phase) {
      case CHECKING,
          PREPARING_DESTINATION,
          STARTING_DESTINATION,
          STARTING_SOURCE,
          COPYING,
          SETTLING ->
          true;
      case NOT_STARTED,
          READING_TUNNEL_LOGS,
          REMOVING_REMAINS,
          REMOVING_PODS,
          BACKING_OFF,
          CLEANING,
          ENDED ->
          false;
    };
  }

  void enter(Phase next) {
    phase = next;
    announce(new Announcement.PhaseChanged(name(), next, attempt));
  }

  void create(RequestKind step, Side side, List<HasMetadata> objects) {
    act(new Action.Create(name(), step, side, objects));
  }

  void setTimer(Timer.Kind kind, Duration delay) {
    act(new Action.SetTimer(new Timer(name(), kind, attempt), delay));
  }

  void cancel(Timer.Kind kind) {
    act(new Action.CancelTimer(new Timer(name(), kind, attempt)));
  }

  /** One for all attempts. */
  Timer claimDeadline() {
    return new Timer(name(), Timer.Kind.CLAIM_DEADLINE, 0);
  }

  /**
   * The wait before the next attempt. What fails together is not to come back together: up to a
   * fifth is added, by the run's id, which is random, and the transfer's name.
   */
  Duration backOff() {
    Duration delay = manifests().spec().retries().delayBefore(attempt + 1);
    double share =
        new SplittableRandom(Objects.hash(manifests().run(), name(), attempt)).nextDouble();
    return delay.plusMillis(Math.round(delay.toMillis() * JITTER_MAX * share));
  }

  void cancelWaits() {
    cancel(Timer.Kind.POD_START);
    cancel(Timer.Kind.SETTLE);
    cancel(Timer.Kind.NO_PROGRESS);
    cancel(Timer.Kind.LOG_AGAIN);
    cancel(Timer.Kind.TUNNEL_LOG);
    cancel(Timer.Kind.BACK_OFF);
  }

  /** Says a thing once an attempt. */
  void warn(String text) {
    if (!warned.contains(text)) {
      warned.add(text);
      announce(new Announcement.Warning(name(), text));
    }
  }

  String lastFailure() {
    return failures.get(failures.size() - 1).toString();
  }

  String name() {
    return before.name();
  }

  /** What is there, and what may be: a pod whose creation and deletion nobody answered. */
  List<ObjectRef> leftBehind() {
    Set<Side> pods = EnumSet.noneOf(Side.class);
    pods.addAll(present);
    if (attempt > 0 && !objectsDeleted && !podsDeleted) {
      pods.addAll(made);
    }
    List<ObjectRef> refs = new ArrayList<>();
    pods.forEach(side -> refs.add(refs().pod(side, attempt)));
    if (!objectsDeleted) {
      refs.addAll(refs().shared());
    }
    return refs;
  }

  TransferRefs refs() {
    return TransferRefs.of(manifests());
  }

  void act(Action action) {
    actions.add(action);
  }

  void announce(Announcement announcement) {
    act(new Action.Announce(announcement));
  }

  Manifests manifests() {
    return manifests;
  }
}
