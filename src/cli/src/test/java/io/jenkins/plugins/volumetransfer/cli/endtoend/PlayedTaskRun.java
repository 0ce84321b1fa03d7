package io.jenkins.plugins.volumetransfer.cli.endtoend;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Loop;
import io.jenkins.plugins.volumetransfer.simulator.local.virtual.VirtualRuntime;
import io.jenkins.plugins.volumetransfer.simulator.scenario.Case;
import io.jenkins.plugins.volumetransfer.simulator.scenario.What;
import io.jenkins.plugins.volumetransfer.simulator.tekton.Documents;
import io.jenkins.plugins.volumetransfer.simulator.tekton.TaskRunEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A TaskRun of the sample, its step a process of the packaged command, below which a scenario is
 * played.
 *
 * @param struck whether anything of the scenario has happened
 * @param leftovers what carries our label at the end
 */
record PlayedTaskRun(TaskRunEnd end, boolean struck, List<String> leftovers) {
  /** A copy of ten minutes in a second. */
  private static final int SPEED = 600;

  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final String SOURCE = "app-3";
  private static final String DESTINATION = "app-4";
  private static final String CLAIM = "postgresql";

  /** How often Tekton tries, and how much goes wrong. */
  enum Luck {
    /** Each source pod is struck; Tekton tries once. */
    BAD,
    /** The first source pod is struck; Tekton tries twice. */
    BETTER_NEXT_TIME
  }

  static PlayedTaskRun play(Case play, Luck luck) throws Exception {
    Loop loop = new Loop(SPEED);
    VirtualRuntime player = new VirtualRuntime(loop);
    try (LocalTestBed bed = LocalTestBed.whereTransfersArePlayed(loop, player)) {
      for (String namespace : List.of(SOURCE, DESTINATION)) {
        bed.createNamespaceNamed(namespace);
        bed.createClaim(namespace, CLAIM);
      }
      player.play(play.scenario(), luck == Luck.BAD ? Integer.MAX_VALUE : 1);
      TektonBed tekton = new TektonBed(bed);
      Documents applied = TektonBed.with(TektonBed.TRANSFER.resolve("samples/one-cluster.yaml"));
      ObjectNode taskRun = tekton.taskRun(applied);
      taskRun.withObject("/spec").put("retries", luck == Luck.BAD ? 0 : 1);
      TektonBed.put(taskRun, "retries", play.scenario().has(What.POD_REPLACED) ? "1" : "0");
      TektonBed.putAll(taskRun, "options", options(play).toArray(String[]::new));
      TaskRunEnd end = tekton.start(taskRun, applied).await(PATIENCE);
      return new PlayedTaskRun(end, !player.struck().isEmpty(), bed.leftovers(SOURCE, DESTINATION));
    }
  }

  private static List<String> options(Case play) {
    List<String> options = new ArrayList<>(List.of("--retry-delay=0s"));
    options.add("--topology=" + play.topology().name().toLowerCase(Locale.ROOT));
    if (!play.scenario().has(What.TUNNEL_NEVER_ANSWERS)) {
      // Played, it passes sooner than the 30 s that the engine waits for one whose peer has died.
      options.add("--tunnel-timeout=60000s");
    }
    return options;
  }
}
