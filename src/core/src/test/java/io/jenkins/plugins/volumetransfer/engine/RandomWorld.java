package io.jenkins.plugins.volumetransfer.engine;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.manifest.PlannedVolume;
import io.jenkins.plugins.volumetransfer.manifest.SampleTransfers;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Clusters in which anything may happen at any time, and a run in them. Requests of a transfer are
 * carried out in their order, watches tell in the order of what happened; between them there is no
 * order, and any timer may fire at any time. Breaks a law of the engine's: {@link AssertionError}.
 */
final class RandomWorld {
  /** An id that is taken says that nothing is ours to delete; worlds don't make that up. */
  private static final Set<Reason> REASONS =
      EnumSet.complementOf(EnumSet.of(Reason.ALREADY_EXISTS));

  /** What happens to a run. */
  enum Manner {
    /** Only what a cluster can do. */
    HONEST,
    /** Also events that nothing has caused. */
    CHAOTIC
  }

  private static final int EVENTS_MAX = 160;
  private static final int HEALING_STEPS_MAX = 2000;
  private static final int DEATHS_MAX = 3;
  private static final Set<Timer.Kind> SHORT_WAITS =
      Set.of(Timer.Kind.SETTLE, Timer.Kind.LOG_AGAIN, Timer.Kind.BACK_OFF, Timer.Kind.FORGET);
  private static final int[] CODES = {0, 0, 0, 1, 10, 12, 23, 24, 30, 64, 65, 69, 72, 137, 143};

  /** A request that was carried out. */
  private record Done(Action action) {
    @Override
    public String toString() {
      return "  done: " + shortText(action);
    }
  }

  private record PodKey(String transfer, Side side, int attempt) {}

  private final Random random;
  private final Manner manner;
  private final Map<String, List<String>> volumes = new LinkedHashMap<>();
  private final Map<String, Deque<Action>> requests = new LinkedHashMap<>();

  /** By who tells: answers, watches, logs. First in, first out. */
  private final Map<String, Deque<Event>> news = new TreeMap<>();

  private final Set<Timer> timers = new LinkedHashSet<>();
  private final Map<PodKey, Pods> pods = new HashMap<>();
  private final Set<PodKey> stuck = new HashSet<>();
  private final Map<PodKey, PodState> told = new HashMap<>();
  private final Set<ObjectRef> created = new HashSet<>();
  private final Set<ObjectRef> deleted = new HashSet<>();

  /** Events and actions; as text only once somebody asks. */
  private final List<Object> history = new ArrayList<>();

  private final Set<PodKey> succeeded = new HashSet<>();

  /** In a calm world little goes wrong, so that runs come far. */
  private final boolean calm;

  /** stunnel is a sidecar in the source pods. */
  private final boolean sidecars;

  /** Objects that there are. */
  private final Set<ObjectRef> existing = new HashSet<>();

  private int deaths;

  /** Transfers that have asked for their turn and not ended. */
  private final Set<String> turns = new HashSet<>();

  private final int cap;
  private final List<Manifests> manifests;
  private final Set<String> concluded = new HashSet<>();
  private Run run;
  private int finishes;

  RandomWorld(TransferSpec spec, Random random, Manner manner) {
    this.random = random;
    this.manner = manner;
    this.calm = random.nextBoolean();
    this.sidecars = random.nextBoolean();
    this.cap = spec.concurrency().max();
    manifests = SampleTransfers.manifests(spec);
    run = Run.of(manifests, Scene.START);
    manifests.forEach(
        m -> {
          volumes.put(
              m.transfer().name(),
              m.transfer().volumes().stream().map(PlannedVolume::name).toList());
          requests.put(m.transfer().name(), new ArrayDeque<>());
        });
  }

  String history() {
    return history.stream()
        .map(each -> each instanceof Action action ? "    " + shortText(action) : each.toString())
        .collect(Collectors.joining("\n"));
  }

  /** Breaks things for a while; then heals, and demands that all comes to its end. */
  RunResult live() {
    happen(new Event.Begun());
    for (int i = 0; i < EVENTS_MAX && !run.finished(); i++) {
      step();
    }
    for (int i = 0; i < HEALING_STEPS_MAX && !run.finished(); i++) {
      heal();
    }
    require(run.finished(), "the run never ended");
    require(finishes == 1, "the run finished " + finishes + " times");
    require(deleted.containsAll(created), "never deleted: " + remaining());
    return run.result().orElseThrow();
  }

  private Set<ObjectRef> remaining() {
    Set<ObjectRef> left = new HashSet<>(created);
    left.removeAll(deleted);
    return left;
  }

  private void step() {
    int choice = random.nextInt(100);
    if (choice < 35) {
      tell();
    } else if (choice < 60) {
      carryOutOne();
    } else if (choice < 90) {
      changeAPod();
    } else if (choice < 93) {
      fireOne(calm ? SHORT_WAITS : Set.of(Timer.Kind.values()));
    } else if (choice == 93 && !calm && random.nextInt(8) == 0) {
      happen(new Event.StopRequested(Happening.ABORTED));
    } else if (choice == 94 && manner == Manner.HONEST && deaths < DEATHS_MAX) {
      die();
    } else if (choice < 97) {
      logNews();
    } else if (manner == Manner.CHAOTIC) {
      happen(anyEvent());
    }
  }

  /**
   * The process dies and another goes on: what was asked for but not carried out never will be, and
   * of the pods only what there is now is told.
   */
  private void die() {
    deaths++;
    history.add("  the process dies");
    requests.values().forEach(Deque::clear);
    news.clear();
    timers.clear();
    turns.clear();
    concluded.clear();
    told.clear();
    run = Run.of(manifests, Scene.START);
    deleted.removeAll(existing);
    created.removeIf(object -> !existing.contains(object) && !deleted.contains(object));
    Set<String> found = existing.stream().map(this::transferOf).collect(Collectors.toSet());
    pods.keySet().forEach(this::changed);
    while (news.values().stream().anyMatch(queue -> !queue.isEmpty())) {
      tell();
    }
    happen(new Event.Resumed(found, Duration.ofHours(1)));
  }

  private String transferOf(ObjectRef object) {
    return volumes.keySet().stream()
        .filter(name -> object.name().startsWith("vt-" + SampleTransfers.RUN + "-" + name + "-"))
        .max(Comparator.comparing(String::length))
        .orElseThrow();
  }

  private void heal() {
    Optional<String> busy =
        requests.entrySet().stream()
            .filter(e -> !e.getValue().isEmpty())
            .map(Map.Entry::getKey)
            .findFirst();
    if (news.values().stream().anyMatch(queue -> !queue.isEmpty())) {
      tell();
    } else if (busy.isPresent()) {
      carryOut(requests.get(busy.get()).poll());
    } else if (leaving().isPresent()) {
      gone(leaving().get());
    } else if (!timers.isEmpty()) {
      fireOne(Set.of(Timer.Kind.values()));
    } else {
      throw new AssertionError("nothing is left that could end the run");
    }
  }

  private void happen(Event event) {
    history.add(event);
    Decision<Run> decision = Decider.decide(run, Scene.START.plusSeconds(history.size()), event);
    if (event instanceof Event.PodChanged changed) {
      PodKey key = new PodKey(changed.transfer(), changed.pod().side(), changed.pod().attempt());
      told.put(key, changed.pod());
      if (allCopied(changed.transfer(), changed.pod())) {
        succeeded.add(key);
      }
    }
    require(!run.finished() || decision.actions().isEmpty(), "actions after the end");
    run = decision.state();
    decision.actions().forEach(this::take);
  }

  private void take(Action action) {
    history.add(action);
    if (action instanceof Action.SetTimer set) {
      timers.add(set.timer());
    } else if (action instanceof Action.CancelTimer cancel) {
      timers.remove(cancel.timer());
    } else if (action instanceof Action.Finish) {
      finishes++;
    } else if (action instanceof Action.Announce announce) {
      if (announce.announcement() instanceof Announcement.TransferEnded ended) {
        checkResult(ended.result());
      }
    } else if (action instanceof Action.AwaitTurn turn) {
      require(turns.add(turn.transfer()), "a turn was asked for twice");
      require(turns.size() <= cap, "more transfers at once than the cap");
      tellLater("turns", new Event.TurnCame(turn.transfer()));
    } else if (action instanceof Action.PassTurn turn) {
      require(turns.remove(turn.transfer()), "a turn was passed on that nobody had");
    } else if (action instanceof Action.CheckClaims check) {
      require(turns.contains(check.transfer()), "started before its turn");
      requests.get(check.transfer()).add(check);
    } else if (action instanceof Action.FollowLog follow) {
      requests.get(follow.transfer()).add(follow);
    } else if (action instanceof Action.Create create) {
      require(!concluded.contains(create.transfer()), "created after the verdict");
      create.objects().forEach(object -> created.add(ref(create.side(), object)));
      requests.get(create.transfer()).add(create);
    } else if (action instanceof Action.Delete delete) {
      deleted.addAll(delete.objects());
      if (delete.step() == Step.DELETE_ALL) {
        require(concluded.add(delete.transfer()), "everything was deleted twice");
      }
      requests.get(delete.transfer()).add(delete);
    }
  }

  /** Laws S1 and S2, told from what the engine was told. */
  private void checkResult(TransferResult result) {
    if (!result.succeeded()) {
      return;
    }
    String name = result.transfer().name();
    PodKey source = new PodKey(name, Side.SOURCE, run.transfers().get(name).attempt());
    // In a chaotic world, a container that has ended may be told to end once more.
    boolean zero =
        manner == Manner.HONEST ? allCopied(name, told.get(source)) : succeeded.contains(source);
    require(zero, "success without rsync's 0");
  }

  private boolean allCopied(String transfer, PodState source) {
    return source
        .terminated(Diagnosis.RSYNC)
        .filter(ended -> ended.exitCode() == 0)
        .filter(
            ended ->
                volumes.get(transfer).stream()
                    .allMatch(volume -> ended.message().contains(volume + " 0\n")))
        .isPresent();
  }

  private void carryOutOne() {
    List<Deque<Action>> busy = requests.values().stream().filter(q -> !q.isEmpty()).toList();
    if (!busy.isEmpty()) {
      carryOut(busy.get(random.nextInt(busy.size())).poll());
    }
  }

  private void carryOut(Action action) {
    history.add(new Done(action));
    boolean refused = !calm && random.nextInt(25) == 0;
    if (action instanceof Action.CheckClaims check) {
      answer(check.transfer(), Step.CHECK_CLAIMS, refused);
    } else if (action instanceof Action.Create create) {
      // The request may have been carried out, and its answer lost.
      if (!refused || random.nextBoolean()) {
        create.objects().forEach(object -> appear(create.transfer(), create.side(), object));
        create.objects().stream().map(object -> ref(create.side(), object)).forEach(existing::add);
      }
      answer(create.transfer(), create.step(), refused);
    } else if (action instanceof Action.Delete delete) {
      if (!refused) {
        delete.objects().forEach(object -> disappear(delete.transfer(), object));
        existing.removeIf(
            object -> object.kind() != ObjectRef.Kind.POD && delete.objects().contains(object));
      }
      answer(delete.transfer(), delete.step(), refused);
    } else if (action instanceof Action.ReadTunnelLogs read) {
      tellLater("answers", tunnelLogs(read.transfer(), read.attempt()));
    } else if (action instanceof Action.FollowLog follow && random.nextInt(4) == 0) {
      endOfLog(follow.transfer(), follow.attempt());
    }
  }

  private Event tunnelLogs(String transfer, int attempt) {
    List<String> lines =
        pick(
            Set.of(
                List.of(),
                List.of("LOG3[0]: s_connect: connect 10.0.0.7:8443: Connection refused (111)"),
                List.of("LOG4[0]: Rejected by CERT at depth=0: CN=destination")));
    return new Event.TunnelLogsRead(transfer, attempt, new TunnelLogs(lines, List.of()));
  }

  private void answer(String transfer, Step step, boolean refused) {
    tellLater(
        "answers",
        refused
            ? new Event.StepFailed(transfer, step, new Failure(Reason.API_UNREACHABLE, "no answer"))
            : new Event.StepDone(
                transfer, step, Optional.of(new Published(Optional.of("10.0.0.7"), 8443))));
  }

  private void appear(String transfer, Side side, HasMetadata object) {
    if (!object.getKind().equals("Pod")) {
      return;
    }
    int attempt = Integer.parseInt(object.getMetadata().getLabels().get(Labels.ATTEMPT));
    if (manner == Manner.HONEST) {
      require(
          pods.keySet().stream()
              .noneMatch(key -> key.transfer().equals(transfer) && key.attempt() != attempt),
          "a pod of attempt " + attempt + " beside " + pods.keySet());
    }
    PodKey key = new PodKey(transfer, side, attempt);
    pods.put(key, Pods.podPending(side).ofAttempt(attempt));
    changed(key);
  }

  private void disappear(String transfer, ObjectRef object) {
    List.copyOf(pods.keySet()).stream()
        .filter(key -> key.transfer().equals(transfer) && key.side() == object.side())
        .filter(key -> object.kind() == ObjectRef.Kind.POD)
        .filter(key -> object.name().endsWith("-" + key.attempt()))
        .forEach(
            key -> {
              pods.get(key).deleting();
              changed(key);
              if (random.nextInt(10) == 0) {
                stuck.add(key);
              } else if (random.nextBoolean()) {
                gone(key);
              }
            });
  }

  private void gone(PodKey key) {
    pods.remove(key);
    existing.removeIf(
        object ->
            object.kind() == ObjectRef.Kind.POD
                && object.side() == key.side()
                && transferOf(object).equals(key.transfer())
                && object.name().endsWith("-" + key.attempt()));
    tellLater("watch " + key.side(), new Event.PodGone(key.transfer(), key.side(), key.attempt()));
  }

  private void changed(PodKey key) {
    tellLater(
        "watch " + key.side(),
        new Event.PodChanged(key.transfer(), pods.get(key).state(key.attempt())));
  }

  private void changeAPod() {
    if (pods.isEmpty()) {
      return;
    }
    PodKey key = pick(pods.keySet());
    Pods pod = pods.get(key);
    PodState state = pod.state(key.attempt());
    if (state.deleting()) {
      if (!stuck.contains(key)) {
        gone(key);
      }
      return;
    }
    int choice = calm ? 5 + random.nextInt(95) : random.nextInt(100);
    if (choice == 0) {
      pod.failed("Evicted", "the node is full");
    } else if (choice == 1) {
      pod.deleting();
    } else if (choice == 2) {
      pod.unschedulable("no node");
    } else if (choice == 3 && state.containers().isEmpty()) {
      pod.waiting(Diagnosis.RSYNC, "ImagePullBackOff", "");
    } else if (choice == 4) {
      gone(key);
      return;
    } else if (state.containers().isEmpty()) {
      Pods running = Pods.podReady(key.side()).ofAttempt(key.attempt());
      pods.put(key, sidecars && key.side() == Side.SOURCE ? running.withSidecar() : running);
    } else if (key.side() == Side.SOURCE && choice < 40) {
      endRsync(key, pod, state);
    } else if (choice < 45 && !calm && !state.sidecars().isEmpty()) {
      int code = CODES[random.nextInt(CODES.length)];
      if (random.nextBoolean()) {
        pod.sidecarEnded(code);
      } else {
        pod.sidecarRestartedAfter(code);
      }
    } else if (choice < 45 && !calm) {
      end(pod, state, Diagnosis.STUNNEL, CODES[random.nextInt(CODES.length)], "");
    } else if (choice < 50 && key.side() == Side.DESTINATION && !calm) {
      end(pod, state, Diagnosis.RSYNC, CODES[random.nextInt(CODES.length)], "");
    }
    changed(key);
  }

  private void endRsync(PodKey key, Pods pod, PodState state) {
    int code = calm && random.nextInt(3) > 0 ? 0 : CODES[random.nextInt(CODES.length)];
    StringBuilder results = new StringBuilder();
    for (String volume : volumes.get(key.transfer())) {
      if (random.nextInt(20) > 0) {
        results.append(volume).append(' ').append(code).append('\n');
      }
    }
    end(pod, state, Diagnosis.RSYNC, code, results.toString());
    if (random.nextInt(4) > 0) {
      endOfLog(key.transfer(), key.attempt());
    }
  }

  private static void end(Pods pod, PodState state, String container, int code, String message) {
    if (state.running(container)) {
      pod.ended(container, code, code == 0 ? "Completed" : "Error", message);
    }
  }

  private void logNews() {
    if (!pods.isEmpty()) {
      PodKey key = pick(pods.keySet());
      tellLater(
          "log",
          new Event.Progressed(
              key.transfer(), key.attempt(), RsyncLog.empty().with("volume-transfer: hello")));
    }
  }

  private void endOfLog(String transfer, int attempt) {
    tellLater("log", new Event.LogEnded(transfer, attempt, Optional.empty()));
  }

  private Event anyEvent() {
    String transfer = pick(volumes.keySet());
    int attempt = random.nextInt(4);
    Side side = pick(Set.of(Side.values()));
    return switch (random.nextInt(8)) {
      case 0 -> new Event.Begun();
      case 1 -> new Event.StepDone(transfer, pick(Set.of(Step.values())), Optional.empty());
      case 2 ->
          new Event.StepFailed(
              transfer, pick(Set.of(Step.values())), new Failure(pick(REASONS), "made up"));
      case 3 -> new Event.PodGone(transfer, side, attempt);
      case 4 ->
          new Event.TimerFired(new Timer(transfer, pick(Set.of(Timer.Kind.values())), attempt));
      case 5 ->
          new Event.PodChanged(
              transfer,
              Pods.podReady(side)
                  .ended(Diagnosis.RSYNC, CODES[random.nextInt(CODES.length)])
                  .state(attempt));
      case 6 -> tunnelLogs(transfer, attempt);
      default -> new Event.LogEnded(transfer, attempt, Optional.empty());
    };
  }

  private void tellLater(String channel, Event event) {
    news.computeIfAbsent(channel, name -> new ArrayDeque<>()).add(event);
  }

  private void tell() {
    List<Deque<Event>> waiting = news.values().stream().filter(q -> !q.isEmpty()).toList();
    if (!waiting.isEmpty()) {
      happen(waiting.get(random.nextInt(waiting.size())).poll());
    }
  }

  private void fireOne(Set<Timer.Kind> kinds) {
    Set<Timer> some =
        timers.stream().filter(timer -> kinds.contains(timer.kind())).collect(Collectors.toSet());
    if (!some.isEmpty()) {
      Timer timer = pick(some);
      timers.remove(timer);
      happen(new Event.TimerFired(timer));
    }
  }

  private Optional<PodKey> leaving() {
    return pods.entrySet().stream()
        .filter(pod -> pod.getValue().state(0).deleting() && !stuck.contains(pod.getKey()))
        .map(Map.Entry::getKey)
        .min(Comparator.comparing(Object::toString));
  }

  /** Sorted first, so that a seed means the same on every run. */
  private <T> T pick(Set<T> all) {
    List<T> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparing(Object::toString));
    return sorted.get(random.nextInt(sorted.size()));
  }

  private static ObjectRef ref(Side side, HasMetadata object) {
    ObjectRef.Kind kind =
        List.of(ObjectRef.Kind.values()).stream()
            .filter(each -> each.text().equals(object.getKind()))
            .findFirst()
            .orElseThrow();
    return new ObjectRef(
        side, kind, object.getMetadata().getNamespace(), object.getMetadata().getName());
  }

  private static String shortText(Action action) {
    if (action instanceof Action.Create create) {
      return "Create "
          + create.step()
          + create.objects().stream().map(object -> object.getMetadata().getName()).toList();
    }
    if (action instanceof Action.Announce announce) {
      return "Announce " + announce.announcement().getClass().getSimpleName();
    }
    return action.toString();
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
