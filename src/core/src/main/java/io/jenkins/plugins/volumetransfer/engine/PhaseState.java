package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The phase that a transfer is in, with what means something only there. */
sealed interface PhaseState {
  Phase phase();

  /** What is known to be deleted of what the current attempt has made. */
  default Removal removal() {
    return Removal.NOTHING;
  }

  /** Phases of which nothing more is to be known. */
  enum Plain implements PhaseState {
    NOT_STARTED,
    CHECKING,
    PREPARING_DESTINATION,
    STARTING_SOURCE,
    READING_TUNNEL_LOGS,
    BACKING_OFF;

    @Override
    public Phase phase() {
      return Phase.valueOf(name());
    }

    /** Before the first pod of an attempt is made, none of the former one is left. */
    @Override
    public Removal removal() {
      return this == STARTING_SOURCE || this == READING_TUNNEL_LOGS
          ? Removal.NOTHING
          : Removal.PODS;
    }
  }

  /**
   * @param admitted this attempt's destination pod was made, and no other run was there before it
   */
  record StartingDestination(boolean admitted) implements PhaseState {
    @Override
    public Phase phase() {
      return Phase.STARTING_DESTINATION;
    }
  }

  /**
   * COPYING, or SETTLING.
   *
   * @param settling an end has been seen
   * @param logEnded nothing more will come from the log of this attempt
   */
  record Following(boolean settling, boolean logEnded) implements PhaseState {
    @Override
    public Phase phase() {
      return settling ? Phase.SETTLING : Phase.COPYING;
    }
  }

  /** Something is being deleted. */
  sealed interface Removing extends PhaseState {
    Removing with(Removal removal);
  }

  record RemovingRemains(Removal removal) implements Removing {
    @Override
    public Phase phase() {
      return Phase.REMOVING_REMAINS;
    }

    @Override
    public Removing with(Removal changed) {
      return new RemovingRemains(changed);
    }
  }

  record RemovingPods(Removal removal) implements Removing {
    @Override
    public Phase phase() {
      return Phase.REMOVING_PODS;
    }

    @Override
    public Removing with(Removal changed) {
      return new RemovingPods(changed);
    }
  }

  /**
   * @param verdict why the transfer failed; empty: it succeeded
   */
  record Cleaning(Optional<Failure> verdict, Removal removal) implements Removing {
    @Override
    public Phase phase() {
      return Phase.CLEANING;
    }

    @Override
    public Removing with(Removal changed) {
      return new Cleaning(verdict, changed);
    }
  }

  record Ended(TransferResult result) implements PhaseState {
    @Override
    public Phase phase() {
      return Phase.ENDED;
    }
  }

  /**
   * How far a removal has come.
   *
   * @param forgotten sides whose ended pod was dropped from the API
   */
  record Removal(Answered answered, Set<Side> forgotten) {
    /** What was answered: none of it appears any more. */
    enum Answered {
      NOTHING,
      PODS,
      ALL
    }

    static final Removal NOTHING = new Removal(Answered.NOTHING, Set.of());
    static final Removal PODS = new Removal(Answered.PODS, Set.of());

    public Removal {
      forgotten = Set.copyOf(forgotten);
    }

    Removal answered(Answered more) {
      return more.compareTo(answered) > 0 ? new Removal(more, forgotten) : this;
    }

    Removal forgetting(Set<Side> ended) {
      Set<Side> all = new TreeSet<>(forgotten);
      all.addAll(ended);
      return new Removal(answered, all);
    }
  }
}
