package io.jenkins.plugins.volumetransfer.simulator.handshake;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Model;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Successors;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A source pod, from its creation until both containers have ended. */
public final class HandshakeModel implements Model {
  private final List<Transition> actions = new ArrayList<>();
  private final List<ModelStep> steps = new ArrayList<>();
  private final int[][] rsync;
  private final int[][] rsyncTraps;
  private final int[][] stunnel;
  private final int[][] stunnelTraps;
  private final int[] others;
  private final int[] faults;
  private final ModelStep.When[] whens;
  private final ModelStep.Then[] thens;
  private final long initialState;

  private HandshakeModel(Table table, long initialState) {
    rsync = byLine(table.rsync);
    rsyncTraps = byLine(table.rsyncTraps);
    stunnel = byLine(table.stunnel);
    stunnelTraps = byLine(table.stunnelTraps);
    others = number(table.others);
    faults = number(table.faults);
    whens = steps.stream().map(ModelStep::when).toArray(ModelStep.When[]::new);
    thens = steps.stream().map(ModelStep::then).toArray(ModelStep.Then[]::new);
    this.initialState = initialState;
  }

  public static HandshakeModel of(Variant variant) {
    return of(table(variant), variant);
  }

  /** With another table, and the variant's initial state. */
  static HandshakeModel of(Table table, Variant variant) {
    return new HandshakeModel(table, initialState(variant));
  }

  static Table table(Variant variant) {
    Table table = new Table();
    if (variant.scripts() == Variant.Scripts.OURS) {
      RsyncScript.addTo(table, variant);
      if (!variant.isSingle()) {
        StunnelScript.addTo(table, variant);
      }
    } else {
      SeedScripts.addTo(table, variant);
    }
    OutsideActors.addTo(table, variant);
    FaultActions.addTo(table, variant);
    return table;
  }

  private static long initialState(Variant variant) {
    long state = Pod.BUDGET.set(0, variant.budget());
    return switch (variant.topology()) {
      case SEPARATE -> state;
      case SINGLE -> Pod.S.go(state, Line.ABSENT);
      case SIDECAR -> Pod.S_KEPT.raise(state);
    };
  }

  private int[][] byLine(Map<Line, List<ModelStep>> table) {
    int[][] byLine = new int[Line.values().length][];
    for (Line line : Line.values()) {
      byLine[line.ordinal()] = number(table.getOrDefault(line, List.of()));
    }
    return byLine;
  }

  private int[] number(List<ModelStep> table) {
    int[] numbers = new int[table.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = steps.size();
      steps.add(table.get(i));
      actions.add(table.get(i).action());
    }
    return numbers;
  }

  @Override
  public List<Transition> actions() {
    return actions;
  }

  @Override
  public long initialState() {
    return initialState;
  }

  @Override
  public void expand(long s, Successors successors) {
    tryEach((Pod.R.isInterrupted(s) ? rsyncTraps : rsync)[Pod.R.line().get(s)], s, successors);
    tryEach((Pod.S.isInterrupted(s) ? stunnelTraps : stunnel)[Pod.S.line().get(s)], s, successors);
    tryEach(others, s, successors);
    if (Pod.BUDGET.get(s) != 0) {
      tryEach(faults, s, successors);
    }
  }

  private void tryEach(int[] numbers, long s, Successors successors) {
    for (int number : numbers) {
      if (whens[number].holds(s)) {
        successors.add(number, thens[number].apply(s));
      }
    }
  }
}
