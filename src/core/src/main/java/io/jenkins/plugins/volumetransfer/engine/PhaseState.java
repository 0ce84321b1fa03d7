package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.util.Optional;
import java.util.Set;

/** The phase that a transfer is in, with what means something only there. */
sealed interface PhaseState {
  Phase phase();

  /** What of the current attempt, and of the transfer, is known to appear no more. */
  enum Deleted {
    NOTHING,
    PODS,
    ALL
  }

  default Deleted deleted() {
    return Deleted.NOTHING;
  }

  /** Sides whose pod is not deleted. */
  default Set<Side> kept() {
    return Set.of();
  }

  /** A deletion was answered; of no meaning where none was asked for. */
  default PhaseState with(Deleted more) {
    return this;
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
    public Deleted deleted() {
      return this == STARTING_SOURCE || this == READING_TUNNEL_LOGS
          ? Deleted.NOTHING
          : Deleted.PODS;
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

  /**
   * REMOVING_REMAINS, or REMOVING_PODS.
   *
   * @param remains they are those of a process that has died
   */
  record Removing(boolean remains, Deleted deleted) implements PhaseState {
    @Override
    public Phase phase() {
      return remains ? Phase.REMOVING_REMAINS : Phase.REMOVING_PODS;
    }

    @Override
    public PhaseState with(Deleted more) {
      return more == Deleted.PODS ? new Removing(remains, more) : this;
    }
  }

  /**
   * @param verdict why the transfer failed; empty: it succeeded
   */
  record Cleaning(Optional<Failure> verdict, Set<Side> kept, Deleted deleted)
      implements PhaseState {
    @Override
    public Phase phase() {
      return Phase.CLEANING;
    }

    @Override
    public PhaseState with(Deleted more) {
      return more.compareTo(deleted) > 0 ? new Cleaning(verdict, kept, more) : this;
    }
  }

  record Ended(TransferResult result) implements PhaseState {
    @Override
    public Phase phase() {
      return Phase.ENDED;
    }
  }
}
