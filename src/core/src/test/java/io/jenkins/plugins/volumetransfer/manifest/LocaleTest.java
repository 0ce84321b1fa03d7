package io.jenkins.plugins.volumetransfer.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.report.JsonEvents;
import io.jenkins.plugins.volumetransfer.report.Results;
import io.jenkins.plugins.volumetransfer.report.RunReport;
import io.jenkins.plugins.volumetransfer.report.TextSummary;
import io.jenkins.plugins.volumetransfer.report.history.Histories;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.html.HtmlReport;
import io.jenkins.plugins.volumetransfer.report.junit.JunitReport;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: in Arabic digits, with a Turkish i or by a Buddhist calendar we write the same. */
class LocaleTest {
  private static final RunReport REPORT =
      Results.report(Results.succeeded("one"), Results.failed("two", Results.SERVICE));
  private static final History HISTORY = Histories.partly();
  private static final TransferSpec SPEC =
      SpecReader.read(
          """
          {volumes: [{from: a/i, to: b/i}], retries: 3, bandwidthLimit: 50MIB, nonRoot: true,
           topology: single, podPer: claim, timeoutSeconds: 7200, verify: true, excludes: ["[a-i]"]}
          """);

  private final Locale before = Locale.getDefault();

  @AfterEach
  void restore() {
    Locale.setDefault(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ar-EG",
        "fa-IR",
        "tr-TR",
        "th-TH-u-ca-buddhist-nu-thai",
        "hi-IN-u-nu-deva",
        "de-CH",
        "lt-LT"
      })
  @DisplayName("manifests, configurations, reports and summaries are the same in each locale")
  void same(String locale) throws IOException {
    Locale.setDefault(Locale.ROOT);
    List<String> wanted = written();
    Locale.setDefault(Locale.forLanguageTag(locale));

    assertThat(written()).isEqualTo(wanted);
  }

  private static List<String> written() throws IOException {
    StringBuilder page = new StringBuilder();
    HtmlReport.write(HISTORY, Advice.PLAIN, page);
    return List.of(
        Serialization.asYaml(GoldenManifestsTest.all(SPEC)),
        SpecReader.read("{volumes: [{from: a/i, to: b/i}], topology: sidecar}").toString(),
        String.join("\n", TextSummary.lines(REPORT, Advice.PLAIN)),
        JunitReport.of(HISTORY),
        page.toString(),
        new JsonEvents(Results.RUN, List.of()).result(REPORT, Results.STARTED).toString());
  }
}
