package io.jenkins.plugins.volumetransfer.report.html;

import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.ByteSize;
import io.jenkins.plugins.volumetransfer.progress.Durations;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.history.TransferHistory;
import io.jenkins.plugins.volumetransfer.report.markup.Element;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What the page says in several places. */
final class PageTexts {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private PageTexts() {}

  /** Of the run, in a sentence. */
  static String verdict(History history) {
    int all = history.transfers().size();
    long succeeded = history.transfers().stream().filter(TransferHistory::succeeded).count();
    if (history.result().isEmpty()) {
      return "The run was left before it had ended";
    } else if (all == 1) {
      return succeeded == 1 ? "The transfer succeeded" : "The transfer failed";
    } else if (succeeded == 0 || succeeded == all) {
      return all + " transfers " + (succeeded == 0 ? "failed" : "succeeded");
    }
    return succeeded + " of " + all + " transfers succeeded";
  }

  static Element state(TransferHistory transfer) {
    String state =
        transfer.succeeded()
            ? "succeeded"
            : transfer.result().isPresent() ? "failed" : "unfinished";
    return Element.of("b").with("class", transfer.succeeded() ? "good" : "bad").text(state);
  }

  /** Of the section that tells of the transfer in this place. */
  static String id(int index) {
    return "t" + (index + 1);
  }

  /** What the transfer is called where it has to fit into a line. */
  static String name(Transfer transfer) {
    return transfer.volumes().size() == 1
        ? name(transfer.volumes().get(0).pair())
        : transfer.name() + " (" + transfer.volumes().size() + " claims)";
  }

  static String name(VolumePair pair) {
    return pair.from() + " → " + pair.to();
  }

  /** Text that is not ours: it keeps to itself even where it turns the direction of writing. */
  static Element foreign(String element, String text) {
    return Element.of(element).with("class", "foreign").text(text);
  }

  static Element facts(List<String> namesAndValues) {
    Element list = Element.of("dl").with("class", "facts");
    for (int i = 0; i < namesAndValues.size(); i += 2) {
      list =
          list.with(
              Element.of("div")
                  .with(
                      Element.of("dt").text(namesAndValues.get(i)),
                      Element.of("dd").text(namesAndValues.get(i + 1))));
    }
    return list;
  }

  static String day(Instant time) {
    return DAY.format(time);
  }

  static String clock(Instant time) {
    return CLOCK.format(time);
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String rate(OptionalDouble bytesPerSecond) {
    return bytesPerSecond.isPresent() ? ByteSize.perSecond(bytesPerSecond.getAsDouble()) : "–";
  }

  /** Since the run's beginning. */
  static String since(History history, Instant time) {
    return Durations.length(Duration.between(history.started(), time));
  }

  /** What is shown to those who ask for it; at first only its summary, unless it is open. */
  static Element folded(String summary, boolean open, Element content) {
    Element details = Element.of("details");
    return (open ? details.with("open", "open") : details)
        .with(Element.of("summary").text(summary), content);
  }
}
