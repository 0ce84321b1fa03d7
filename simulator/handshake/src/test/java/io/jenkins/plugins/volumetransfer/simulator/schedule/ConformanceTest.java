package io.jenkins.plugins.volumetransfer.simulator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Model;
import io.jenkins.plugins.volumetransfer.simulator.explorer.PathCover;
import io.jenkins.plugins.volumetransfer.simulator.explorer.PathCover.Edge;
import io.jenkins.plugins.volumetransfer.simulator.handshake.HandshakeModel;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Line;
import io.jenkins.plugins.volumetransfer.simulator.handshake.PodView;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Variant;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import io.jenkins.plugins.volumetransfer.testing.SearchBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the model does the real scripts can do, and look the same after each step. */
@Tag("integration")
class ConformanceTest {
  private static final int THREADS = 2;
  private static final int LENGTH_MAX = 120;

  @ParameterizedTest(name = "{0}, {1} faults")
  @CsvSource({"SEPARATE, 0", "SINGLE, 1"})
  @DisplayName("each step of the model, wherever the two containers are, is one of the scripts")
  void eachKind(Topology topology, int budget) throws Exception {
    Model model = HandshakeModel.of(Variant.ours(topology, budget));
    replay(topology, budget, model, kinds(model));
  }

  @ParameterizedTest(name = "{0}, {1} faults")
  @CsvSource({"SEPARATE, 0", "SINGLE, 0", "SINGLE, 1"})
  @Tag("exhaustive")
  @DisplayName("so is each step of the model, in each state")
  void eachStep(Topology topology, int budget) throws Exception {
    Model model = HandshakeModel.of(Variant.ours(topology, budget));
    replay(topology, budget, model, edge -> edge);
  }

  @ParameterizedTest(name = "{0}, {1} faults")
  @CsvSource({"SIDECAR, 0", "SEPARATE, 1"})
  @Tag("exhaustive")
  @DisplayName(
      "so is each step of a sidecar, and each with each fault, wherever the two containers are")
  void eachFault(Topology topology, int budget) throws Exception {
    Model model = HandshakeModel.of(Variant.ours(topology, budget));
    replay(topology, budget, model, kinds(model));
  }

  /** Those of one action that begin at the same lines of both scripts. */
  private static PathCover.Kind kinds(Model model) {
    return edge -> {
      PodView view = PodView.of(edge.from());
      return List.of(edge.action(), view.rsync().line(), view.stunnel().line());
    };
  }

  private static void replay(Topology topology, int budget, Model model, PathCover.Kind kind)
      throws Exception {
    List<List<Edge>> paths = new ArrayList<>(PathCover.of(model, kind, LENGTH_MAX));
    int all = paths.size();
    paths.removeIf(path -> path.stream().anyMatch(edge -> isLooser(model, edge)));
    AtomicInteger next = new AtomicInteger();
    SearchBudget limit = SearchBudget.ofProperty();
    Callable<Integer> worker = () -> replay(topology, budget, model, paths, next, limit);

    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    int steps = 0;
    try {
      for (Future<Integer> done : pool.invokeAll(List.of(worker, worker))) {
        steps += done.get();
      }
    } finally {
      pool.shutdownNow();
    }

    System.out.printf(
        "%-9s %d faults: %s led the scripts through %,d steps; left out: %,d%n",
        topology,
        budget,
        limit.covered(Math.min(next.get(), paths.size()), paths.size(), "runs of the model"),
        steps,
        all - paths.size());
    assertThat(paths).isNotEmpty();
    assertThat(all - paths.size()).isLessThan(all / 10);
  }

  private static int replay(
      Topology topology,
      int budget,
      Model model,
      List<List<Edge>> paths,
      AtomicInteger next,
      SearchBudget limit)
      throws Exception {
    int steps = 0;
    try (ScriptDirectory directory = ScriptDirectory.ours();
        ScriptRunner runner = ScriptRunner.start(directory.of(topology))) {
      ScriptSet scripts = directory.of(topology);
      for (int i = next.getAndIncrement();
          i < paths.size() && !limit.isSpent();
          i = next.getAndIncrement()) {
        ModelReplay replay = new ModelReplay(model, scripts, paths.get(i));
        runner.run(new Setting(topology, Setting.USUAL, budget, false), replay, replay, false);
        replay.finish();
        steps += paths.get(i).size();
      }
    }
    return steps;
  }

  /**
   * A signal that strikes on the way to the end: the model forgets there that rsync's lock may
   * still be held by a stunnel container that gave up, and lets it strike where bash does not let
   * it any more. So the model does more than the scripts can; what they do then is followed by
   * SchedulesTest.
   */
  private static boolean isLooser(Model model, Edge edge) {
    String actor = model.actions().get(edge.action()).actor();
    PodView from = PodView.of(edge.from());
    return actor.equals("stunnel") && isStruck(from.stunnel())
        || actor.equals("rsync") && isStruck(from.rsync());
  }

  private static boolean isStruck(PodView.ContainerView container) {
    return container.line() == Line.TRAP && container.traits().contains(PodView.Trait.INTERRUPTED);
  }
}
