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
 * carried out in their order, watches tell in the order of what happened, but may tell something
 * old once more; between them there is no order, and any timer may fire at any time. Breaks a law
 * of the engine's: {@link AssertionError}.
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

  /** A request that was carried out. */
  private record Done(Action action) {
    @Override
    public String toString() {
      return "  done: " + shortText(action);
    }
  }

  private final Random random;
  private final Manner manner;
  private final Map<String, List<String>> volumes = new LinkedHashMap<>();
  private final Map<String, Deque<Action>> requests = new LinkedHashMap<>();

  /** By who tells: answers, watches, logs. First in, first out. */
  private final Map<String, Deque<Event>> news = new TreeMap<>();

  private final Set<Timer> timers = new LinkedHashSet<>();
  private final RandomPods pods;
  private final EngineLaws laws;

  /** Events and actions; as text only once somebody asks. */
  private final List<Object> history = new ArrayList<>();

  /** In a calm world little goes wrong, so that runs come far. */
  private final boolean calm;

  /** Objects that there are. */
  private final Set<ObjectRef> existing = new HashSet<>();

  private int deaths;

  private final List<Manifests> manifests;
  private Run run;

  RandomWorld(TransferSpec spec, Random random, Manner manner) {
    this.random = random;
    this.manner = manner;
    this.calm = random.nextBoolean();
    boolean sidecars = random.nextBoolean();
    this.pods = new RandomPods(random, calm, sidecars, volumes, this::tellLater);
    this.laws = new EngineLaws(spec.concurrency().max(), manner, volumes);
    manifests = SampleTransfers.manifests(spec);
    run = Run.of(manifests, RunUnderTest.START);
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
    laws.ended(run);
    return run.result().orElseThrow();
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
    run = Run.of(manifests, RunUnderTest.START);
    laws.processDied(existing);
    Set<String> found = existing.stream().map(this::transferOf).collect(Collectors.toSet());
    pods.tellAll();
    while (news.values().stream().anyMatch(queue -> !queue.isEmpty())) {
      tell();
    }
    happen(
        new Event.Resumed(
            found.stream().collect(Collectors.toMap(name -> name, name -> RunUnderTest.START)),
            Duration.ofHours(1)));
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
    } else if (pods.leaving().isPresent()) {
      pods.gone(pods.leaving().get());
      forgetPods();
    } else if (!timers.isEmpty()) {
      fireOne(Set.of(Timer.Kind.values()));
    } else {
      throw new AssertionError("nothing is left that could end the run");
    }
  }

  private void happen(Event event) {
    history.add(event);
    Decision<Run> decision =
        Decider.decide(run, RunUnderTest.START.plusSeconds(history.size()), event);
    laws.told(event);
    EngineLaws.require(!run.finished() || decision.actions().isEmpty(), "actions after the end");
    run = decision.state();
    decision.actions().forEach(this::take);
  }

  private void take(Action action) {
    history.add(action);
    laws.decided(action, run);
    if (action instanceof Action.SetTimer set) {
      timers.add(set.timer());
    } else if (action instanceof Action.CancelTimer cancel) {
      timers.remove(cancel.timer());
    } else if (action instanceof Action.AwaitTurn turn) {
      tellLater("turns", new Event.TurnCame(turn.transfer()));
    } else if (action instanceof Action.CheckClaims check) {
      requests.get(check.transfer()).add(check);
    } else if (action instanceof Action.FollowLog follow) {
      requests.get(follow.transfer()).add(follow);
    } else if (action instanceof Action.Create create) {
      requests.get(create.transfer()).add(create);
    } else if (action instanceof Action.Delete delete) {
      requests.get(delete.transfer()).add(delete);
    }
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
      answer(check.transfer(), RequestKind.CHECK_CLAIMS, refused);
    } else if (action instanceof Action.Create create) {
      // The request may have been carried out, and its answer lost.
      if (!refused || random.nextBoolean()) {
        create.objects().forEach(object -> appear(create.transfer(), create.side(), object));
        create.objects().stream()
            .map(object -> EngineLaws.ref(create.side(), object))
            .forEach(existing::add);
      }
      answer(create.transfer(), create.step(), refused);
    } else if (action instanceof Action.Delete delete) {
      if (!refused) {
        delete.objects().stream()
            .filter(object -> pods.leave(delete.transfer(), object).isPresent())
            .map(pod -> new Event.PodFound(delete.transfer(), pod))
            .forEach(found -> tellLater("answers", found));
        forgetPods();
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
        RandomPods.pick(
            random,
            Set.of(
                List.of(),
                List.of("LOG3[0]: s_connect: connect 10.0.0.7:8443: Connection refused (111)"),
                List.of("LOG4[0]: Rejected by CERT at depth=0: CN=destination")));
    return new Event.TunnelLogsRead(transfer, attempt, new TunnelLogs(lines, List.of()));
  }

  private void answer(String transfer, RequestKind step, boolean refused) {
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
      EngineLaws.require(
          pods.keys().stream()
              .noneMatch(key -> key.transfer().equals(transfer) && key.attempt() != attempt),
          "a pod of attempt " + attempt + " beside " + pods.keys());
    }
    pods.appear(new PodKey(transfer, side, attempt));
  }

  private void changeAPod() {
    pods.change();
    forgetPods();
  }

  /** Those that are gone. */
  private void forgetPods() {
    existing.removeIf(
        object ->
            object.kind() == ObjectRef.Kind.POD
                && pods.keys().stream().noneMatch(key -> isPod(object, key)));
  }

  private boolean isPod(ObjectRef object, PodKey key) {
    return object.side() == key.side()
        && transferOf(object).equals(key.transfer())
        && object.name().endsWith("-" + key.attempt());
  }

  private void logNews() {
    if (!pods.keys().isEmpty()) {
      PodKey key = RandomPods.pick(random, pods.keys());
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
    String transfer = RandomPods.pick(random, volumes.keySet());
    int attempt = random.nextInt(4);
    Side side = RandomPods.pick(random, Set.of(Side.values()));
    return switch (random.nextInt(8)) {
      case 0 -> new Event.Begun();
      case 1 ->
          new Event.StepDone(
              transfer, RandomPods.pick(random, Set.of(RequestKind.values())), Optional.empty());
      case 2 ->
          new Event.StepFailed(
              transfer,
              RandomPods.pick(random, Set.of(RequestKind.values())),
              new Failure(RandomPods.pick(random, REASONS), "made up"));
      case 3 -> new Event.PodGone(transfer, side, attempt);
      case 4 ->
          new Event.TimerFired(
              new Timer(transfer, RandomPods.pick(random, Set.of(Timer.Kind.values())), attempt));
      case 5 ->
          new Event.PodChanged(
              transfer, Pods.podReady(side).ended(Diagnosis.RSYNC, pods.anyCode()).state(attempt));
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
      Timer timer = RandomPods.pick(random, some);
      timers.remove(timer);
      happen(new Event.TimerFired(timer));
    }
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
}
