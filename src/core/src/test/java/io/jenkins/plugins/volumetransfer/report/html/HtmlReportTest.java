package io.jenkins.plugins.volumetransfer.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.ContainerLog;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.TransferResult;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.report.Results;
import io.jenkins.plugins.volumetransfer.report.history.Histories;
import io.jenkins.plugins.volumetransfer.report.history.History;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: a page that says all, needs nothing, and lets nobody else's text be more than text. */
class HtmlReportTest {
  @Test
  @DisplayName("the page tells each claim's fate, phases, attempts, warnings, and logs")
  void complete() {
    String page = page(Histories.partly());

    assertThat(page)
        .contains("<h1>1 of 2 transfers succeeded</h1>", "<dd>CLUSTER_IP</dd>")
        .contains("The same run, begun again, copies the rest.")
        .contains("a/one:p → b/one", "a/two:p → b/two")
        .contains("copying, attempt 2: 24.0 s, from 32.0 s on")
        .contains("Attempt 1: CONNECTION_LOST", "tried again after a wait of 5.0 s")
        .contains("Attempt 2: RSYNC_FAILED", "not tried again")
        .contains("no node takes the source pod yet")
        .contains("No space left on device")
        .contains("Logs of attempt 2", "hello from stunnel");
  }

  @Test
  @DisplayName("what was deleted is told, of the run and of each claim")
  void deleted() {
    assertThat(page(Histories.of("one", new Announcement.TransferEnded(Results.deleted("one")))))
        .contains("<dt>Deleted</dt><dd>3</dd>")
        .containsPattern("data-name=\"Deleted\"[^>]*>3</td>");
  }

  @Test
  @DisplayName(
      "what was verified is told, of the run and of each claim; where nothing was, nothing")
  void verified() {
    assertThat(page(Histories.of("one", new Announcement.TransferEnded(Results.verified("one")))))
        .contains(
            "<dt>Verified</dt><dd>equal, 20,001 entries</dd>",
            "<h3>Verification</h3>",
            "verified 20,001 entries, 5.0 MiB, in 3 s, without owners (numericIds: false)");
    assertThat(
            page(Histories.of("one", new Announcement.TransferEnded(Results.verified("one", 7)))))
        .contains("<dt>Verified</dt><dd>1 of 1 volumes differ</dd>", "7 of 20,001 entries differ");
    assertThat(page(Histories.partly())).doesNotContain("Verif");
  }

  @Test
  @DisplayName("what failed comes first, in the table, on the time line and below")
  void failedFirst() {
    String page = page(Histories.partly());

    assertThat(page)
        .containsSubsequence(
            "id=\"claims\"",
            "a/two:p",
            "a/one:p",
            "id=\"time-line\"",
            "a/two:p",
            "a/one:p",
            "id=\"t1\"",
            "a/two:p",
            "id=\"t2\"",
            "a/one:p");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"20, false", "21, true"})
  @DisplayName("many successes are folded, in each part of the page; what failed never is")
  void folded(int successes, boolean folds) {
    String page = page(oneFailedBeside(successes));

    assertThat(page.contains("<details><summary>" + successes + " succeeded</summary><table"))
        .isEqualTo(folds);
    assertThat(page.contains("<details><summary>" + successes + " succeeded</summary><ol"))
        .isEqualTo(folds);
    assertThat(page.split("<details><summary><h2", -1)).hasSize(1 + (folds ? successes : 0));
    assertThat(page.indexOf("a/bad:p")).isLessThan(page.indexOf("<details>"));
    assertThat(page).containsPattern("<section class=\"transfer\" id=\"t1\"[^>]*><h2[^>]*>a/bad:p");
  }

  private static History oneFailedBeside(int successes) {
    List<TransferResult> results = new ArrayList<>(List.of(Results.failed("bad")));
    for (int i = 0; i < successes; i++) {
      results.add(Results.succeeded("good-" + i));
    }
    History history =
        History.of(
            Results.RUN, results.stream().map(TransferResult::transfer).toList(), Results.STARTED);
    for (TransferResult result : results) {
      history = history.with(new Announcement.TransferEnded(result), result.ended());
    }
    return history;
  }

  @Test
  @DisplayName("the rate is drawn; where nothing was sent, the page says so")
  void rate() {
    assertThat(page(Histories.partly()))
        .contains("Rate over time, highest 122.1 KiB/s", "<path class=\"area\" d=\"M");
    assertThat(page(Histories.of("one", new Announcement.PhaseChanged("one", Phase.COPYING, 1))))
        .contains("Nothing was seen to be sent")
        .doesNotContain("<path");
  }

  @Test
  @DisplayName("a copy that is done at the first news of it has a rate all the same")
  void quick() {
    assertThat(
            page(
                Histories.of(
                    "one",
                    new Announcement.PhaseChanged("one", Phase.COPYING, 1),
                    Histories.progress("one", 3 << 20))))
        .contains("Rate over time, highest 3.0 MiB/s");
  }

  @Test
  @DisplayName("logs of a second stand in one row, in the order in which data goes through")
  void logs() {
    String page = page(Histories.partly());

    List<String> columns =
        Pattern.compile("(\\w+ of the \\w+)</th>")
            .matcher(page)
            .results()
            .map(found -> found.group(1))
            .limit(4)
            .toList();
    assertThat(columns)
        .containsExactly(
            "rsync of the source",
            "stunnel of the source",
            "stunnel of the destination",
            "rsync of the destination");
    assertThat(page.split("<tbody><tr><th scope=\"row\">03:04:06</th>", -1)).hasSize(3);
  }

  @Test
  @DisplayName("a log that could not be read says why, one that is longer says so")
  void incomplete() {
    ContainerLog unread =
        new ContainerLog(
            1,
            Side.SOURCE,
            "rsync",
            List.of(),
            Optional.of(new Failure(Reason.PERMISSION_DENIED, "not allowed to get pods/log")));

    assertThat(
            page(
                Histories.of(
                    "one",
                    new Announcement.PhaseChanged("one", Phase.COPYING, 1),
                    new Announcement.Logs("one", unread))))
        .contains("PERMISSION_DENIED: not allowed to get pods/log");
  }

  @Test
  @DisplayName("text of others is text: no element, no attribute, no substitution comes of it")
  void hostile() {
    String text = "</p></details><script>alert(1)</script>\"onload='x' ${style} \u202Edlrow\u0000";
    History history =
        Histories.of(
            "one",
            new Announcement.PhaseChanged("one", Phase.COPYING, 1),
            new Announcement.Warning("one", text),
            new Announcement.AttemptFailed(
                "one", 1, new Failure(Reason.RSYNC_FAILED, text), Optional.empty()),
            new Announcement.Logs(
                "one",
                new ContainerLog(
                    1,
                    Side.SOURCE,
                    text,
                    List.of(new ContainerLog.Line(Results.STARTED, text)),
                    Optional.empty())));

    String page = page(history);

    assertThat(page)
        .doesNotContain("<script", "</p></details><", "onload='x'", "\u0000")
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;", "${style}");
  }

  @Test
  @DisplayName("the security policy lets in the page's own style and nothing else")
  void policy() throws Exception {
    String page = page(Histories.partly());

    String style = found(page, "<style>(.*)</style>").group(1);
    String digest =
        Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-256")
                    .digest(style.getBytes(StandardCharsets.UTF_8)));
    assertThat(found(page, "Content-Security-Policy\" content=\"([^\"]*)\"").group(1))
        .isEqualTo(
            "default-src 'none'; style-src 'sha256-"
                + digest
                + "'; base-uri 'none'; form-action 'none'");
    assertThat(page).doesNotContain(" style=", "url(", "@import", "http://", "https://", "src=");
  }

  @Test
  @DisplayName("a run that was left before its end is no success")
  void unfinished() {
    assertThat(page(Histories.of("one", Histories.progress("one", 1))))
        .contains("<h1>The run was left before it had ended</h1>", "unfinished");
  }

  @Test
  @DisplayName("what was left behind can be removed in the words of who uses it")
  void leftBehind() {
    ObjectRef service = new ObjectRef(Side.SOURCE, ObjectRef.Kind.SERVICE, "a", "s");
    History history =
        Histories.of("one", new Announcement.TransferEnded(Results.failed("one", service)));

    assertThat(page(history))
        .contains("Left behind: 1 object.", "clean up run " + Results.RUN + " in namespace a")
        .doesNotContain("volume-transfer cleanup");
  }

  private static String page(History history) {
    StringBuilder page = new StringBuilder();
    try {
      HtmlReport.write(history, Advice.PLAIN, page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return page.toString();
  }

  private static MatchResult found(String page, String pattern) {
    return Pattern.compile(pattern, Pattern.DOTALL)
        .matcher(page)
        .results()
        .findFirst()
        .orElseThrow();
  }
}
