package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** Which steps the model took together with the scripts, at which pairs of lines. */
final class Coverage {
  private final Model model;
  private final ScriptSet scripts;
  private final Setting setting;
  private final Map<Token, Set<Conformance.Followed>> found = new LinkedHashMap<>();

  Coverage(Model model, ScriptSet scripts, Setting setting) {
    this.model = model;
    this.scripts = scripts;
    this.setting = setting;
  }

  /** Of one schedule. */
  Observer witness() {
    Conformance tie = new Conformance(model, scripts);
    return new Observer() {
      @Override
      public void see(Move move, ScriptPod pod, PodEnvironment world) {
        tie.see(move, pod, world);
      }

      @Override
      public String memory() {
        return tie.memory();
      }

      @Override
      public void end(ScheduleResult outcome) {
        synchronized (found) {
          found.put(Token.of(setting, outcome), tie.followed());
        }
      }
    };
  }

  Set<Conformance.Followed> all() {
    Set<Conformance.Followed> all = new HashSet<>();
    found.values().forEach(all::addAll);
    return all;
  }

  private record Candidate(Token token, int gain) {}

  /** A few schedules that cover as much as all, the most fruitful first. */
  List<Token> selection() {
    PriorityQueue<Candidate> open =
        new PriorityQueue<>(
            Comparator.comparingInt(Candidate::gain)
                .reversed()
                .thenComparing(candidate -> candidate.token().toString()));
    found.forEach((token, steps) -> open.add(new Candidate(token, steps.size())));
    Set<Conformance.Followed> covered = new HashSet<>();
    List<Token> selection = new ArrayList<>();
    while (!open.isEmpty()) {
      Candidate best = open.remove();
      Set<Conformance.Followed> steps = new HashSet<>(found.get(best.token()));
      steps.removeAll(covered);
      if (steps.isEmpty()) {
        continue;
      }
      if (steps.size() < best.gain()) {
        // It was counted when less was covered.
        open.add(new Candidate(best.token(), steps.size()));
      } else {
        covered.addAll(steps);
        selection.add(best.token());
      }
    }
    return selection;
  }
}
