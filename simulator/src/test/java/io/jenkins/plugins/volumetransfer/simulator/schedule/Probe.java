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
            topology,
            EnumSet.complementOf(EnumSet.of(Fault.STUNNEL_HANGS)),
            2,
            a.length > 3 && a[3].equals("ALL"));
    ScriptRunner r = ScriptRunner.start(set);
    int n = Integer.parseInt(a[1]);
    long t = System.nanoTime();
    Map<String, Integer> seen = new TreeMap<>();
    long steps = 0;
    Map<String, Long> total = new TreeMap<>();
    Map<String, Integer> count = new TreeMap<>();
    String[] lastText = {""};
    long[] lastTime = {0};
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
                  long now = System.nanoTime();
                  if (s > 0) {
                    total.merge(lastText[0], now - lastTime[0], Long::sum);
                    count.merge(lastText[0], 1, Integer::sum);
                  }
                  int c = random.nextDouble() < q ? random.nextInt(m.size()) : 0;
                  Move v = m.get(c);
                  trace.add(
                      String.format(
                          "%-14s %-8s %-24s %s", v.actor(), v.rank(), v.place(), v.text()));
                  lastText[0] = v.rank() + " " + v.place() + " " + v.text().split(" ")[0];
                  lastTime[0] = System.nanoTime();
                  return c;
                },
                a.length > 4
                    ? Witness.NOBODY
                    : new Tie(HandshakeModel.of(Variant.ours(topology, 3)), set),
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
    total.entrySet().stream()
        .sorted((x, y) -> Long.compare(y.getValue(), x.getValue()))
        .limit(25)
        .forEach(
            en ->
                System.out.printf(
                    "%8.1f ms %5d x %8.0f us  %s%n",
                    en.getValue() / 1e6,
                    count.get(en.getKey()),
                    en.getValue() / 1e3 / count.get(en.getKey()),
                    en.getKey()));
    r.close();
    System.exit(0);
  }
}
