package io.jenkins.plugins.volumetransfer.simulator.timeline;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One thing that happened.
 *
 * @param time when, as it is to be shown; empty where time is abstract
 * @param column who did it; one of the timeline's columns
 * @param text what, in one line
 * @param place the line of the script, as {@code ipc.sh:41}; empty if it is of no script
 * @param files the shared volume afterwards: each file's name and what it says; a lock, while it is
 *     held, says {@code held by} whom
 */
public record Moment(
    String time,
    String column,
    Kind kind,
    String text,
    String place,
    SortedMap<String, String> files) {

  /** How it is drawn. */
  public enum Kind {
    STEP,
    /** Something failed, was killed or removed by a fault. */
    FAULT,
    /** A signal arrives. */
    SIGNAL,
    /** A container ends; the text says with which code. */
    END
  }

  public Moment {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
  }

  /** Of no script, at no time. */
  public Moment(String column, Kind kind, String text, Map<String, String> files) {
    this("", column, kind, text, "", new TreeMap<>(files));
  }
}
