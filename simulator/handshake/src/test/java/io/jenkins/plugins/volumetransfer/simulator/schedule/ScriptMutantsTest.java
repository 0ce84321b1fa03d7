package io.jenkins.plugins.volumetransfer.simulator.schedule;

import static org.assertj.core.api.Assertions.fail;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Model;
import io.jenkins.plugins.volumetransfer.simulator.handshake.HandshakeModel;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Variant;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real scripts with a precaution taken out: schedules, laws and the tie must notice. */
@Tag("exhaustive")
class ScriptMutantsTest {
  private static final int SCHEDULES = 3_000;

  /** What is taken out of a file, and what stands there instead. */
  private record Mutant(String file, String line, String instead) {}

  static List<Mutant> mutants() {
    return List.of(
        new Mutant("process.sh", "trap \"$1 \\$?\" EXIT", ":"),
        new Mutant("process.sh", "trap \"$1 143\" TERM", ":"),
        new Mutant("process.sh", "trap '' TERM INT USR1 PIPE", ":"),
        new Mutant("ipc.sh", "mv --force \"$done_file.new\"", ": \"$done_file.new\""),
        new Mutant("ipc.sh", "rm --force \"$name-done\" &&", "true &&"),
        new Mutant("ipc.sh", "exec 9<\"$1\" && lock 9", "exec 9<\"$1\""),
        new Mutant("tunnel.sh", "exec 8<&-", ":"),
        new Mutant("tunnel.sh", "[[ ! -e $tunnel_done ]] || tunnel_died", ":"),
        new Mutant("copy.sh", "((first_code)) || first_code=$code", "first_code=$code"),
        new Mutant("copy.sh", "[[ -z $rsync ]] || stop \"$rsync\"", ":"),
        new Mutant("copy.sh", "  watch_tunnel\n", "  watcher=$rsync\n"),
        new Mutant("source-stunnel.sh", "forget_former_attempt rsync-client-container\n", "\n"));
  }

  @ParameterizedTest
  @MethodSource("mutants")
  @DisplayName("a script without one precaution is told apart")
  void mutant(Mutant mutant) throws IOException, InterruptedException {
    Topology topology = Topology.SEPARATE;
    Model model = HandshakeModel.of(Variant.ours(topology, 3));
    try (ScriptDirectory directory = ScriptDirectory.ours()) {
      directory.replace(mutant.file(), mutant.line(), mutant.instead());

      String found =
          search(directory.of(topology), model, new Setting(topology, Setting.USUAL, 2, false));

      System.out.printf("without %s: %s%n", mutant.line().strip(), found);
    }
  }

  private static String search(ScriptSet scripts, Model model, Setting setting)
      throws IOException, InterruptedException {
    Schedules schedules = new Schedules(scripts, setting, 2, () -> new Conformance(model, scripts));
    try {
      // Those that cover most come first.
      Schedules.Found found =
          schedules.replay(Selection.of(setting.topology()), schedules::hasBroken);
      if (found.broken().isEmpty()) {
        found = schedules.enumerate(SCHEDULES, schedules::hasBroken);
      }
      if (found.broken().isEmpty()) {
        fail("survives %d schedules", found.schedules());
      }
      return found.broken().keySet().iterator().next();
    } catch (IllegalStateException e) {
      return e.getMessage().lines().findFirst().orElseThrow();
    }
  }
}
