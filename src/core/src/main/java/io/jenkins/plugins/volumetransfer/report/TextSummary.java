package io.jenkins.plugins.volumetransfer.report;

import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.progress.ByteSize;
import io.jenkins.plugins.volumetransfer.progress.Durations;
import io.jenkins.plugins.volumetransfer.progress.Verification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The result of a run for people: a table, what went wrong, and a last line that says it all. */
public final class TextSummary {
  private static final int NAMES_MAX = 5;

  /** Of attempts that were made again: so that all fits on a screen. */
  private static final int ATTEMPTS_MAX = 10;

  private TextSummary() {}

  /**
   * @param advice how to remove what was left behind
   */
  public static List<String> lines(RunReport report, Advice advice) {
    List<String> lines = new ArrayList<>(table(report));
    for (List<String> part :
        List.of(
            formerAttempts(report),
            verified(report),
            failures(report),
            leftBehind(report, advice))) {
      if (!part.isEmpty()) {
        lines.add("");
        lines.addAll(part);
      }
    }
    lines.add("");
    lines.add(verdict(report));
    return lines;
  }

  private static List<String> table(RunReport report) {
    Columns columns =
        new Columns()
            .row(
                "TRANSFER", "RESULT", "COPIED", "FILES", "DELETED", "DURATION", "RATE", "ATTEMPTS");
    for (TransferReport each : report.transfers()) {
      columns.row(
          each.name(),
          each.succeeded() ? "succeeded" : "failed",
          ByteSize.text(each.bytes()),
          count(each.files()),
          count(each.deleted()),
          Durations.text(each.duration()),
          rate(each.bytesPerSecond()),
          Integer.toString(each.attempts()));
      if (each.volumes().size() > 1) {
        each.volumes().forEach(volume -> addTo(columns, volume));
      }
    }
    return columns.lines();
  }

  /** Of all equal volumes together: what was compared, and what the options left out. */
  private static List<String> verified(RunReport report) {
    List<Verification.Verdict> equal =
        report.verified().stream()
            .filter(found -> found.differences() == 0)
            .flatMap(found -> found.verdict().stream())
            .toList();
    if (equal.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "Verified, and equal: %s, %s entries, %s, in %s s"
            .formatted(
                equal.size() == 1 ? "1 volume" : equal.size() + " volumes",
                count(equal.stream().mapToLong(Verification.Verdict::entries).sum()),
                ByteSize.text(equal.stream().mapToLong(Verification.Verdict::bytes).sum()),
                equal.stream().mapToLong(Verification.Verdict::seconds).sum()));
    equal.stream()
        .map(Verification.Verdict::notCompared)
        .filter(text -> !text.isEmpty())
        .distinct()
        .forEach(text -> lines.add("Not compared: " + text));
    return lines;
  }

  /** What its transfer's row does not tell: its own share, in the last attempt. */
  private static void addTo(Columns columns, VolumeReport volume) {
    String rsync =
        volume
            .progress()
            .map(
                known ->
                    known.exitCode().isPresent() ? "rsync " + known.exitCode().getAsInt() : "begun")
            .orElse("not begun");
    columns.row(
        "  " + volume.volume().pair(),
        rsync,
        ByteSize.text(volume.bytes()),
        count(volume.files()),
        count(volume.deleted()),
        "",
        "",
        "");
  }

  /** Why attempts failed that were made again. */
  private static List<String> formerAttempts(RunReport report) {
    List<String> all = new ArrayList<>();
    for (TransferReport each : report.transfers()) {
      List<Failure> failed = each.result().attempts();
      for (int i = 0; i < failed.size() - (each.succeeded() ? 0 : 1); i++) {
        all.add(each.name() + ": attempt " + (i + 1) + ": " + failed.get(i));
      }
    }
    if (all.size() <= ATTEMPTS_MAX) {
      return all;
    }
    List<String> first = new ArrayList<>(all.subList(0, ATTEMPTS_MAX));
    first.add(
        "and " + (all.size() - ATTEMPTS_MAX) + " more attempts that failed and were made again");
    return first;
  }

  /** One line a failure: what hits all transfers alike, such as a missing right, is said once. */
  private static List<String> failures(RunReport report) {
    Map<Failure, List<String>> names = new LinkedHashMap<>();
    for (TransferReport each : report.transfers()) {
      each.failure()
          .ifPresent(
              failure -> names.computeIfAbsent(failure, key -> new ArrayList<>()).add(each.name()));
    }
    List<String> lines = new ArrayList<>();
    names.forEach((failure, who) -> lines.add(listed(who) + ": " + failure));
    return lines;
  }

  private static String listed(List<String> names) {
    String first = names.stream().limit(NAMES_MAX).collect(Collectors.joining(", "));
    return names.size() <= NAMES_MAX
        ? first
        : first + " and " + (names.size() - NAMES_MAX) + " more";
  }

  private static List<String> leftBehind(RunReport report, Advice advice) {
    if (report.leftBehind().isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    lines.add("Left behind:");
    for (ObjectRef ref : report.leftBehind()) {
      lines.add("  " + ref + " (" + ref.side().label() + ")");
    }
    advice
        .removal(report.run(), report.leftBehind())
        .forEach(removal -> lines.add("Remove it with: " + removal));
    return lines;
  }

  private static String verdict(RunReport report) {
    int all = report.transfers().size();
    long succeeded = report.succeeded();
    String transfers = all == 1 ? "The transfer" : all + " transfers";
    String fate =
        switch (report.outcome()) {
          case SUCCEEDED -> transfers + " succeeded";
          case PARTLY_SUCCEEDED ->
              succeeded + " of " + transfers + " succeeded, " + (all - succeeded) + " failed";
          case FAILED -> transfers + " failed";
        };
    String leftBehind = report.leftBehind().isEmpty() ? "" : ", but something was left behind";
    return "%s%s: %s in %s files, %s%s%s (run %s%s)."
        .formatted(
            fate,
            leftBehind,
            ByteSize.text(report.bytes()),
            count(report.files()),
            report.deleted() == 0 ? "" : count(report.deleted()) + " deleted at the destination, ",
            report.vanished() == 0 ? "" : count(report.vanished()) + " vanished at the source, ",
            Durations.text(report.duration()),
            report.run(),
            report.endpoint().map(endpoint -> ", endpoint " + endpoint.text()).orElse(""));
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static String rate(OptionalDouble bytesPerSecond) {
    return bytesPerSecond.isPresent() ? ByteSize.perSecond(bytesPerSecond.getAsDouble()) : "-";
  }
}
