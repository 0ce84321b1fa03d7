package io.jenkins.plugins.volumetransfer.engine;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** A transfer's state while one event is let in, with what is to be done so far. */
final class TransferUpdate {
  private static final double JITTER_MAX = 0.2;
  private static final Duration FORGET = Duration.ofSeconds(1);

  final TransferState before;
  final Instant now;
  private final List<Action> actions = new ArrayList<>();
  private TransferState state;

  TransferUpdate(TransferState before, Instant now) {
    this.before = before;
    this.now = now;
    state = before;
  }

  Decision<TransferState> decision() {
    return new Decision<>(state, actions);
  }

  TransferState state() {
    return state;
  }

  Phase phase() {
    return state.phase();
  }

  AttemptState attempt() {
    return state.attempt();
  }

  Manifests manifests() {
    return state.manifests();
  }

  TransferSpec spec() {
    return manifests().spec();
  }

  String name() {
    return state.name();
  }

  /** What is known of the phase, where it is of that kind. */
  <P extends PhaseState> Optional<P> in(Class<P> kind) {
    return Optional.of(state.at()).filter(kind::isInstance).map(kind::cast);
  }

  void become(TransferState next) {
    state = next;
  }

  void become(AttemptState next) {
    become(state.with(next));
  }

  /** Within the phase. */
  void become(PhaseState next) {
    become(state.at(next));
  }

  void enter(PhaseState next) {
    become(next);
    announce(new Announcement.PhaseChanged(name(), phase(), attempt().number()));
  }

  void followLog() {
    become(new PhaseState.Following(false, false));
    ObjectRef source = state.pod(Side.SOURCE);
    act(new Action.FollowLog(name(), source.namespace(), source.name(), attempt().number()));
  }

  /** A pod that has ended needs no second request to be dropped. */
  void delete(RequestKind step, List<ObjectRef> objects) {
    Set<ObjectRef> ended = newlyEnded().stream().map(state::pod).collect(Collectors.toSet());
    act(new Action.Delete(name(), step, objects, ended));
  }

  /** Most kubelets drop such a pod by themselves, in less time than this. */
  void expectEndedPodsToGo() {
    if (before.phase().removesPods()) {
      newlyEnded().forEach(side -> setTimer(Timer.Kind.FORGET, FORGET));
    }
  }

  /** Since the deletion was asked for; each is dropped once. */
  private Set<Side> newlyEnded() {
    Set<Side> ended = endedPods();
    if (before.phase().removesPods()) {
      ended.removeAll(before.attempt().endedPods());
    }
    return ended;
  }

  private Set<Side> endedPods() {
    Set<Side> ended = attempt().endedPods();
    ended.removeAll(state.at().kept());
    return ended;
  }

  void forgetEndedPods() {
    endedPods().forEach(side -> act(new Action.ForgetPod(name(), state.pod(side))));
  }

  /** Whether nothing shows yet that rsync has reached its peer. */
  boolean awaitsTunnel() {
    return phase() == Phase.COPYING && attempt().log().volumes().isEmpty();
  }

  /** Whether the destination's address may come later than its Service. */
  boolean awaitsAddress() {
    return spec().endpoint() instanceof Endpoint.LoadBalancer;
  }

  void create(RequestKind step, Side side, List<HasMetadata> objects) {
    act(new Action.Create(name(), step, side, objects));
  }

  void setTimer(Timer.Kind kind, Duration delay) {
    act(new Action.SetTimer(timer(kind), delay));
  }

  void cancel(Timer.Kind kind) {
    act(new Action.CancelTimer(timer(kind)));
  }

  private Timer timer(Timer.Kind kind) {
    return new Timer(name(), kind, attempt().number());
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
    Duration delay = spec().retries().delayBefore(attempt().number() + 1);
    double share =
        new SplittableRandom(Objects.hash(manifests().run(), name(), attempt().number()))
            .nextDouble();
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
    if (!attempt().warned().contains(text)) {
      become(attempt().warnedOf(text));
      announce(new Announcement.Warning(name(), text));
    }
  }

  void act(Action action) {
    actions.add(action);
  }

  void announce(Announcement announcement) {
    act(new Action.Announce(announcement));
  }
}
