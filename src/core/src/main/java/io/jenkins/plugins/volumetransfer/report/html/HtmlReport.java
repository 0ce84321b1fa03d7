package io.jenkins.plugins.volumetransfer.report.html;

import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.history.TransferHistory;
import io.jenkins.plugins.volumetransfer.report.markup.Element;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.commons.text.StringSubstitutor;

/**
 * A run as one HTML page that needs nothing else: no network, no other file, no script. Its
 * security policy lets its own style in, and nothing besides.
 */
public final class HtmlReport {
  /** Where the body goes; neither the style nor the title has it. */
  private static final String BODY = "<!-- body -->";

  private HtmlReport() {}

  /**
   * Writes the page, section by section: logs of many transfers are large.
   *
   * @param advice how to remove what was left behind
   */
  public static void write(History history, Advice advice, Appendable out) throws IOException {
    String style = resource("page.css");
    String page =
        new StringSubstitutor(
                Map.of(
                    "title",
                    Element.escape(PageTexts.verdict(history) + " · Volume Transfer"),
                    "style",
                    style,
                    "styleHash",
                    hash(style),
                    "body",
                    BODY))
            .setEnableUndefinedVariableException(true)
            .replace(resource("page.html"));
    int body = page.indexOf(BODY);
    out.append(page, 0, body);
    writeBody(history, advice, out);
    out.append(page, body + BODY.length(), page.length());
  }

  private static void writeBody(History history, Advice advice, Appendable out) throws IOException {
    Summary summary = Summary.of(history);
    summary.head(advice).write(out);
    out.append("\n<main>\n");
    summary.claims().write(out);
    out.append('\n');
    summary.timeLine().write(out);
    List<TransferHistory> transfers = summary.transfers();
    for (int i = 0; i < transfers.size(); i++) {
      out.append('\n');
      new TransferSection(history, transfers.get(i), PageTexts.id(i), summary.folds())
          .html()
          .write(out);
    }
    out.append("\n</main>\n");
    Element.of("footer")
        .text("Times on this page are UTC, those in logs by the clocks of the pods' nodes.")
        .write(out);
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a content security policy names a source. */
  private static String hash(String source) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(source.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
