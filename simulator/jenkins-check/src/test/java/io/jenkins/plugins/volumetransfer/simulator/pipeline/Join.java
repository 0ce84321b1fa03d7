package io.jenkins.plugins.volumetransfer.simulator.pipeline;

import com.cloudbees.groovy.cps.Outcome;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a branch waits for while blocks run for it. */
sealed interface Join extends Serializable {

  /** The id of the branch that waits. */
  int parent();

  /** A block has ended; the outcome of the whole once none is left. */
  Optional<Outcome> ended(String name, Outcome outcome);

  /** {@code parallel}: all blocks end, then the first failure counts. */
  final class Parallel implements Join {
    private static final long serialVersionUID = 1L;

    private final int parent;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private int left;
    private Throwable failure;

    Parallel(int parent, int blocks) {
      this.parent = parent;
      this.left = blocks;
    }

    @Override
    public int parent() {
      return parent;
    }

    @Override
    public Optional<Outcome> ended(String name, Outcome outcome) {
      left--;
      if (outcome.isFailure() && failure == null) {
        failure = outcome.getAbnormal();
      }
      values.put(name, outcome.getNormal());
      if (left > 0) {
        return Optional.empty();
      }
      return Optional.of(failure == null ? new Outcome(values, null) : new Outcome(null, failure));
    }
  }

  /** {@code timeout}: what the block says, or that its time was over. */
  final class Timeout implements Join {
    private static final long serialVersionUID = 1L;

    private final int parent;
    private final long endsAtMillis;

    Timeout(int parent, Instant endsAt) {
      this.parent = parent;
      this.endsAtMillis = endsAt.toEpochMilli();
    }

    @Override
    public int parent() {
      return parent;
    }

    /** Zero when the time is over. */
    Duration left(Instant now) {
      long millis = endsAtMillis - now.toEpochMilli();
      return Duration.ofMillis(Math.max(0, millis));
    }

    @Override
    public Optional<Outcome> ended(String name, Outcome outcome) {
      return Optional.of(outcome);
    }
  }
}
