package io.jenkins.plugins.volumetransfer.simulator.handshake;

import static io.jenkins.plugins.volumetransfer.simulator.handshake.ModelFault.*;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Explorer;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Law;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Violation;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Variant.Scripts;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A defect of the seed's scripts. Only the kind of fault and the law are given; the run that shows
 * it is searched for.
 *
 * @param number in the list of defects; the single-container script repeats some
 */
public record KnownDefect(int number, String sentence, Variant variant, String law) {

  /** All defects that are known. */
  public static List<KnownDefect> all() {
    return List.of(
        separate(1, "rsync fails, the container exits 0", Laws.S1_FAILED, RSYNC_FAILS),
        separate(2, "the tunnel never answers, exits 0", Laws.S1_SILENT, STUNNEL_NOT_STARTED),
        separate(
            3,
            "the rsync container is killed, stunnel waits for ever",
            Laws.L1,
            RSYNC_CONTAINER_KILLED),
        separate(4, "stunnel dies, nobody notices", Laws.WATCHED, STUNNEL_DIES),
        separate(
            5,
            "SIGTERM: bash waits for rsync, and then goes on",
            Laws.S1_STOPPED,
            RSYNC_CONTAINER_TERMINATED),
        separate(6, "the loops spin", Laws.L1_REST),
        new KnownDefect(
            7,
            "the scripts name different paths: stunnel never ends",
            seed(Scripts.SEED, Topology.SEPARATE),
            Laws.L1),
        separate(
            8,
            "a stale done file ends the next attempt",
            Laws.S4_RSYNC,
            RSYNC_FAILS,
            STUNNEL_CONTAINER_KILLED,
            STUNNEL_CONTAINER_RESTARTED),
        single(1, "rsync fails, the container exits 0", Laws.S1_FAILED, RSYNC_FAILS),
        single(2, "the tunnel never answers: for ever", Laws.L1, STUNNEL_NOT_STARTED),
        single(4, "stunnel dies, the container exits 0", Laws.S1_FAILED, STUNNEL_DIES),
        single(6, "the loop spins", Laws.L1_REST, STUNNEL_NOT_STARTED));
  }

  private static KnownDefect separate(
      int number, String sentence, String law, ModelFault... faults) {
    Variant variant = seed(Scripts.SEED_ONE_PATH, Topology.SEPARATE, faults);
    return new KnownDefect(number, sentence, variant, law);
  }

  private static KnownDefect single(int number, String sentence, String law, ModelFault... faults) {
    return new KnownDefect(number, sentence, seed(Scripts.SEED, Topology.SINGLE, faults), law);
  }

  private static Variant seed(Scripts scripts, Topology topology, ModelFault... faults) {
    return new Variant(
        scripts, topology, Set.of(), Set.of(), Set.of(faults), Math.min(3, faults.length));
  }

  /** The shortest run that breaks the law. */
  public Optional<Violation> search() {
    List<Law> laws = new ArrayList<>(Laws.general());
    laws.add(Laws.stunnelIsWatched());
    return Explorer.explore(HandshakeModel.of(variant), laws).violationOf(law);
  }
}
