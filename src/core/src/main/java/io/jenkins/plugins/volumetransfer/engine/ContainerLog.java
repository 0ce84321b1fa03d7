package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.progress.Excerpt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The end of a container's log.
 *
 * @param attempt whose pod it is, from 1
 * @param container its name in the pod
 * @param lines the last {@link #LINES_MAX}, the oldest first
 * @param unreadable why there may be more lines than these; empty: nothing went wrong
 */
public record ContainerLog(
    int attempt, Side side, String container, List<Line> lines, Optional<Failure> unreadable) {
  public static final int LINES_MAX = 300;

  /**
   * @param at when the container wrote it, by its node's clock
   * @param text at most {@link Excerpt#LENGTH_MAX} characters, none of which is a control character
   */
  public record Line(Instant at, String text) {
    public Line {
      text = Excerpt.of(text);
    }
  }

  public ContainerLog {
    lines = List.copyOf(lines.subList(Math.max(0, lines.size() - LINES_MAX), lines.size()));
  }

  /** Of all lines together. */
  public int characters() {
    return lines.stream().mapToInt(line -> line.text().length()).sum();
  }
}
