package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;

/** The pods of a {@link RandomWorld}, and what may happen to them. */
final class RandomPods {
  private static final int[] CODES = {0, 0, 0, 1, 10, 12, 23, 24, 30, 64, 65, 69, 72, 137, 143};

  private final Random random;
  private final boolean calm;
  private final boolean sidecars;
  private final Map<String, List<String>> volumes;
  private final BiConsumer<String, Event> tellLater;
  private final Map<PodKey, Pods> pods = new HashMap<>();
  private final Set<PodKey> stuck = new HashSet<>();

  /**
   * @param calm little goes wrong
   * @param sidecars stunnel is a sidecar in the source pods
   * @param volumes their names, by transfer
   * @param tellLater gets who tells, and what
   */
  RandomPods(
      Random random,
      boolean calm,
      boolean sidecars,
      Map<String, List<String>> volumes,
      BiConsumer<String, Event> tellLater) {
    this.random = random;
    this.calm = calm;
    this.sidecars = sidecars;
    this.volumes = volumes;
    this.tellLater = tellLater;
  }

  Set<PodKey> keys() {
    return pods.keySet();
  }

  int anyCode() {
    return CODES[random.nextInt(CODES.length)];
  }

  void appear(PodKey key) {
    pods.put(key, Pods.podPending(key.side()).ofAttempt(key.attempt()));
    changed(key);
  }

  /** As it is now, of each. */
  void tellAll() {
    pods.keySet().forEach(this::changed);
  }

  /** Somebody has deleted it; it may go at once, later, or never. Empty: it was not there. */
  Optional<PodKey> leave(String transfer, ObjectRef object) {
    Optional<PodKey> found =
        pods.keySet().stream()
            .filter(key -> key.transfer().equals(transfer) && key.side() == object.side())
            .filter(key -> object.kind() == ObjectRef.Kind.POD)
            .filter(key -> object.name().endsWith("-" + key.attempt()))
            .findFirst();
    found.ifPresent(
        key -> {
          pods.get(key).deleting();
          changed(key);
          if (random.nextInt(10) == 0) {
            stuck.add(key);
          } else if (random.nextBoolean()) {
            gone(key);
          }
        });
    return found;
  }

  void gone(PodKey key) {
    PodState last = pods.remove(key).state(key.attempt());
    String watch = "watch " + key.side();
    tellLater.accept(watch, new Event.PodGone(key.transfer(), key.side(), key.attempt()));
    if (random.nextInt(10) == 0) {
      tellLater.accept(watch, new Event.PodChanged(key.transfer(), last));
    }
  }

  private void changed(PodKey key) {
    tellLater.accept(
        "watch " + key.side(),
        new Event.PodChanged(key.transfer(), pods.get(key).state(key.attempt())));
  }

  void change() {
    if (pods.isEmpty()) {
      return;
    }
    PodKey key = pick(random, pods.keySet());
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
      int code = anyCode();
      if (random.nextBoolean()) {
        pod.sidecarEnded(code);
      } else {
        pod.sidecarRestartedAfter(code);
      }
    } else if (choice < 45 && !calm) {
      end(pod, state, Diagnosis.STUNNEL, anyCode(), "");
    } else if (choice < 50 && key.side() == Side.DESTINATION && !calm) {
      end(pod, state, Diagnosis.RSYNC, anyCode(), "");
    }
    changed(key);
  }

  private void endRsync(PodKey key, Pods pod, PodState state) {
    int code = calm && random.nextInt(3) > 0 ? 0 : anyCode();
    StringBuilder results = new StringBuilder();
    for (String volume : volumes.get(key.transfer())) {
      if (random.nextInt(20) > 0) {
        results.append(volume).append(' ').append(code).append('\n');
      }
    }
    end(pod, state, Diagnosis.RSYNC, code, results.toString());
    if (random.nextInt(4) > 0) {
      tellLater.accept("log", new Event.LogEnded(key.transfer(), key.attempt(), Optional.empty()));
    }
  }

  private static void end(Pods pod, PodState state, String container, int code, String message) {
    if (state.running(container)) {
      pod.ended(container, code, code == 0 ? "Completed" : "Error", message);
    }
  }

  /** One that is on its way out. */
  Optional<PodKey> leaving() {
    return pods.entrySet().stream()
        .filter(pod -> pod.getValue().state(0).deleting() && !stuck.contains(pod.getKey()))
        .map(Map.Entry::getKey)
        .min(Comparator.comparing(Object::toString));
  }

  /** Sorted first, so that a seed means the same on every run. */
  static <T> T pick(Random random, Set<T> all) {
    List<T> sorted = new ArrayList<>(all);
    sorted.sort(Comparator.comparing(Object::toString));
    return sorted.get(random.nextInt(sorted.size()));
  }
}
