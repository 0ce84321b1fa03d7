package io.jenkins.plugins.volumetransfer.simulator.schedule;

import io.jenkins.plugins.volumetransfer.script.ExitCode;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Moment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What happens in a schedule, in words for people: the same whenever it is run. */
final class Moments {
  private static final Pattern TO_PROCESS =
      Pattern.compile("\\b(wait|kill(?: -0| -s \\w+)?) (\\d+)\\b");

  private final ScriptPod pod;
  private final PodEnvironment world;
  private final PodDirectories workplace;
  private final List<Moment> moments = new ArrayList<>();

  Moments(ScriptPod pod, PodEnvironment world, PodDirectories workplace) {
    this.pod = pod;
    this.world = world;
    this.workplace = workplace;
  }

  List<Moment> all() {
    return moments;
  }

  /** To be called before the move, as it may end the process that it speaks of. */
  String words(Move move) {
    if (move.text().equals("start")) {
      return "begins its script";
    }
    Matcher matcher =
        TO_PROCESS.matcher(workplace.shorten(move.text()).replaceFirst("^log\\b", "sed"));
    Function<Long, String> name = id -> pod.find(id).map(Moments::name).orElse("ended");
    return matcher.replaceAll(
        found ->
            Matcher.quoteReplacement(
                "%s <%s>".formatted(found.group(1), name.apply(Long.parseLong(found.group(2))))));
  }

  private static String name(ScriptProcess process) {
    if (process.isMain()) {
      return process.container.containerName() + " script";
    }
    String verb = process.question.verb();
    return verb.equals("log") ? "sed" : verb;
  }

  /** To be called after the move. */
  void add(Move move, String words) {
    Moment.Kind kind =
        switch (move.rank()) {
          case FAULT -> Moment.Kind.FAULT;
          case SIGNAL -> Moment.Kind.SIGNAL;
          default -> Moment.Kind.STEP;
        };
    add(move.actor(), kind, words, move.place().startsWith(":") ? "" : move.place());
  }

  void addEnd(ScriptContainer container, int code) {
    String name = ExitCode.of(code).map(known -> " (" + known.name() + ")").orElse("");
    add(container.containerName(), Moment.Kind.END, "ends with " + code + name, "");
  }

  private void add(String actor, Moment.Kind kind, String words, String place) {
    String time = String.format(Locale.ROOT, "%.1f s", world.clockMs / 1000.0);
    moments.add(new Moment(time, actor, kind, words, place, files()));
  }

  private SortedMap<String, String> files() {
    SortedMap<String, String> files = new TreeMap<>(world.volume.files());
    files.replaceAll(
        (name, content) -> name.endsWith("-lock") ? holder(world.volume.path(name)) : content);
    return files;
  }

  private String holder(Path lock) {
    return world.locks.holder(lock).map("held by "::concat).orElse("free");
  }
}
