package io.jenkins.plugins.volumetransfer.engine;

import java.util.EnumSet;
import java.util.Set;

/** What a transfer is doing. */
public enum Phase {
  /** Each transfer begins so; it waits for its turn. */
  NOT_STARTED("queued"),
  CHECKING("checking the claims"),
  PREPARING_DESTINATION("creating the destination's objects"),
  STARTING_DESTINATION("starting the destination pod"),
  STARTING_SOURCE("starting the source pod"),
  COPYING("copying"),
  /** An end has been seen; its cause may still be to come. */
  SETTLING("finding out what happened"),
  /** Of a process of this run that has died. */
  REMOVING_REMAINS("removing what the run left when its process died"),
  /** The tunnel never opened: what both stunnels say of it is being read. */
  READING_TUNNEL_LOGS("reading what stunnel said"),
  REMOVING_PODS("removing the pods of the failed attempt"),
  BACKING_OFF("waiting before the next attempt"),
  CLEANING("cleaning up"),
  ENDED("ended");

  private static final Set<Phase> ACTIVE = EnumSet.range(CHECKING, SETTLING);

  private final String text;

  Phase(String text) {
    this.text = text;
  }

  /** What happens to a pod ends the attempt. */
  boolean active() {
    return ACTIVE.contains(this);
  }

  boolean removesPods() {
    return this == REMOVING_REMAINS || this == REMOVING_PODS || this == CLEANING;
  }

  /** For people: fits behind the transfer's name. */
  public String text() {
    return text;
  }
}
