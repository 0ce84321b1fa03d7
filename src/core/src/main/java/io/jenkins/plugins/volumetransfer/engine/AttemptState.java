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
 * @param made sides whose pod was there at some time
 * @param gone sides whose pod is there no more. No attempt makes a pod twice: whatever is told of
 *     one that is gone is late
 * @param warned what users were warned of: each thing once
 */
record AttemptState(
    int number,
    Map<Side, PodState> pods,
    Set<Side> made,
    Set<Side> gone,
    RsyncLog log,
    List<String> warned) {
  AttemptState {
    pods = Collections.unmodifiableMap(new TreeMap<>(pods));
    made = Collections.unmodifiableSet(new TreeSet<>(made));
    gone = Collections.unmodifiableSet(new TreeSet<>(gone));
    warned = List.copyOf(warned);
  }

  /** Of which nothing was seen yet. */
  AttemptState(int number) {
    this(number, Map.of(), Set.of(), Set.of(), RsyncLog.empty(), List.of());
  }

  Optional<PodState> pod(Side side) {
    return Optional.ofNullable(pods.get(side));
  }

  Optional<ContainerState.Terminated> rsyncEnded() {
    return pod(Side.SOURCE).flatMap(source -> source.terminated(Diagnosis.RSYNC));
  }

  /** Sides whose pod exists. */
  Set<Side> present() {
    Set<Side> present = new TreeSet<>(made);
    present.removeAll(gone);
    return present;
  }

  /** Sides whose pod is there, though nothing runs in it any more. */
  Set<Side> endedPods() {
    return present().stream()
        .filter(side -> pod(side).filter(PodState::wholeEnded).isPresent())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  AttemptState seen(PodState pod) {
    if (gone.contains(pod.side())) {
      return this;
    }
    Map<Side, PodState> more = new TreeMap<>(pods);
    more.put(pod.side(), pod);
    return new AttemptState(number, more, with(made, pod.side()), gone, log, warned);
  }

  AttemptState made(Side side) {
    return new AttemptState(number, pods, with(made, side), gone, log, warned);
  }

  AttemptState gone(Side side) {
    return new AttemptState(number, pods, made, with(gone, side), log, warned);
  }

  AttemptState logged(RsyncLog news) {
    return new AttemptState(number, pods, made, gone, news, warned);
  }

  AttemptState warnedOf(String text) {
    List<String> more = new ArrayList<>(warned);
    more.add(text);
    return new AttemptState(number, pods, made, gone, log, more);
  }

  private static Set<Side> with(Set<Side> sides, Side one) {
    Set<Side> more = new TreeSet<>(sides);
    more.add(one);
    return more;
  }
}
