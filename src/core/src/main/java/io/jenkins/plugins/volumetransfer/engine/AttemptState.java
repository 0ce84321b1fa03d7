package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What was seen of one attempt.
 *
 * @param number from 1; 0: there was none yet
 * @param pods as last seen
 * @param present sides whose pod exists
 * @param warned what users were warned of: each thing once
 */
record AttemptState(
    int number, Map<Side, PodState> pods, Set<Side> present, RsyncLog log, List<String> warned) {
  AttemptState {
    pods = Collections.unmodifiableMap(new TreeMap<>(pods));
    present = Collections.unmodifiableSet(new TreeSet<>(present));
    warned = List.copyOf(warned);
  }

  /** Of which nothing was seen yet. */
  AttemptState(int number) {
    this(number, Map.of(), Set.of(), RsyncLog.empty(), List.of());
  }

  Optional<PodState> pod(Side side) {
    return Optional.ofNullable(pods.get(side));
  }

  Optional<ContainerState.Terminated> rsyncEnded() {
    return pod(Side.SOURCE).flatMap(source -> source.terminated(Diagnosis.RSYNC));
  }

  /** Sides whose pod is there, though nothing runs in it any more. */
  Set<Side> endedPods() {
    return present.stream()
        .filter(side -> pod(side).filter(PodState::wholeEnded).isPresent())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  AttemptState seen(PodState pod) {
    Map<Side, PodState> more = new TreeMap<>(pods);
    more.put(pod.side(), pod);
    return new AttemptState(number, more, with(pod.side()), log, warned);
  }

  /** A pod that has been seen already may be gone by now: the watch knows better. */
  AttemptState created(Side side) {
    return pods.containsKey(side) ? this : new AttemptState(number, pods, with(side), log, warned);
  }

  AttemptState gone(Side side) {
    Set<Side> fewer = new TreeSet<>(present);
    fewer.remove(side);
    return new AttemptState(number, pods, fewer, log, warned);
  }

  AttemptState logged(RsyncLog news) {
    return new AttemptState(number, pods, present, news, warned);
  }

  AttemptState warnedOf(String text) {
    List<String> more = new ArrayList<>(warned);
    more.add(text);
    return new AttemptState(number, pods, present, log, more);
  }

  private Set<Side> with(Side side) {
    Set<Side> more = new TreeSet<>(present);
    more.add(side);
    return more;
  }
}
