package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.script.Script;
import io.jenkins.plugins.volumetransfer.simulator.explorer.*;
import io.jenkins.plugins.volumetransfer.simulator.handshake.*;
import java.nio.file.*;
import java.util.*;

class Probe2 {
  public static void main(String[] a) throws Exception {
    Path dir = Files.createTempDirectory("scripts");
    for (Script s : Script.values()) Files.writeString(dir.resolve(s.fileName()), s.text());
    Topology topology = Topology.valueOf(a[0]);
    ScriptSet set = ScriptSet.ours(dir, topology);
    int budget = Integer.parseInt(a[1]);
    Model model = HandshakeModel.of(Variant.ours(topology, budget));
    long t = System.nanoTime();
    List<List<PathCover.Edge>> paths =
        PathCover.of(
            model,
            a[2].equals("ALL")
                ? e -> e
                : e ->
                    List.of(
                        e.action(),
                        PodView.of(e.from()).rsync().line(),
                        PodView.of(e.from()).stunnel().line()),
            120);
    System.out.println(
        paths.size()
            + " paths, "
            + paths.stream().mapToInt(List::size).sum()
            + " steps, "
            + (System.nanoTime() - t) / 1000000
            + " ms");
    ScriptRunner r = ScriptRunner.start(set);
    int bad = 0, i = 0;
    Set<String> kinds = new HashSet<>();
    for (List<PathCover.Edge> path : paths) {
      if (i++ >= Integer.parseInt(a[3])) break;
      if (a.length > 4 && !Set.of(a[4].split(",")).contains("" + i)) continue;
      ModelReplay replay = new ModelReplay(model, set, path);
      try {
        r.run(new Setting(topology, Setting.USUAL, budget, false), replay, replay, false);
        replay.finish();
      } catch (RuntimeException e) {
        bad++;
        String k = e.getMessage() == null ? e.toString() : e.getMessage();
        String[] ls = k.split("\n");
        String key =
            ls[ls.length - 1].replaceAll("[0-9]+", "") + (ls.length > 5 ? ls[ls.length - 4] : "");
        if (kinds.add(key) && kinds.size() < 6) {
          System.out.println("--- path " + i);
          System.out.println(k);
        }
        if (!(e instanceof Tie.Disagreement)) r = ScriptRunner.start(set);
      }
    }
    System.out.println(
        i
            + " run, "
            + bad
            + " bad, "
            + kinds.size()
            + " kinds, "
            + (System.nanoTime() - t) / 1000000
            + " ms");
    System.exit(0);
  }
}
