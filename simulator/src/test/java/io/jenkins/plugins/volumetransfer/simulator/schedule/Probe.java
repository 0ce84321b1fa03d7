package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.script.Script;
import io.jenkins.plugins.volumetransfer.simulator.handshake.*;
import java.nio.file.*;
import java.util.*;

class Probe {
  public static void main(String[] a) throws Exception {
    Path dir = Files.createTempDirectory("scripts");
    for (Script s : Script.values()) Files.writeString(dir.resolve(s.fileName()), s.text());
    Topology topology = Topology.valueOf(a[0]);
    ScriptSet set = ScriptSet.ours(dir, topology);
    int from = a.length > 2 ? Integer.parseInt(a[2]) : 0;
    Setting setting =
        new Setting(
            topology, EnumSet.complementOf(EnumSet.of(Fault.STUNNEL_HANGS)), 2, a.length > 3);
    ScriptRunner r = ScriptRunner.start(set);
    int n = Integer.parseInt(a[1]);
    long t = System.nanoTime();
    Map<String, Integer> seen = new TreeMap<>();
    long steps = 0;
    for (int i = from; i < from + n; i++) {
      Random random = new Random(i * 7919L + 13);
      double q = random.nextDouble() * 0.3;
      List<String> trace = new ArrayList<>();
      Outcome x;
      try {
        x =
            r.run(
                setting,
                (s, m) -> {
                  int c = random.nextDouble() < q ? random.nextInt(m.size()) : 0;
                  Move v = m.get(c);
                  trace.add(
                      String.format(
                          "%-14s %-8s %-24s %s", v.actor(), v.rank(), v.place(), v.text()));
                  return c;
                },
                new Tie(HandshakeModel.of(Variant.ours(topology, 3)), set),
                false);
      } catch (RuntimeException e) {
        System.out.println("seed " + i);
        trace.forEach(System.out::println);
        System.out.println(e);
        r = ScriptRunner.start(set);
        continue;
      }
      steps += x.steps();
      String key = x.codes() + " " + !x.broken().isEmpty();
      if (!x.broken().isEmpty() && !seen.containsKey(key)) {
        System.out.println("--- seed " + i + " " + x.broken());
        trace.forEach(System.out::println);
      }
      seen.merge(key, 1, Integer::sum);
    }
    System.out.printf(
        "%.1f schedules/s, %.1f steps%n", n * 1e9 / (System.nanoTime() - t), steps / (double) n);
    seen.forEach((k, v) -> System.out.println(v + " " + k));
    r.close();
    System.exit(0);
  }
}
