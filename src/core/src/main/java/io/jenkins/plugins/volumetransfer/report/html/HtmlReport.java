package io.jenkins.plugins.volumetransfer.report.html;

import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.history.TransferHistory;
import io.jenkins.plugins.volumetransfer.report.markup.Element;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.text.StringSubstitutor;

/**
 * A run as one HTML page that needs nothing else: no network, no other file, no script. Its
 * security policy lets its own style in, and nothing besides.
 */
public final class HtmlReport {
  private HtmlReport() {}

  public static String of(History history) {
    String style = resource("page.css");
    return new StringSubstitutor(
            Map.of(
                "title",
                Element.escape(Words.verdict(history) + " · Volume Transfer"),
                "style",
                style,
                "styleHash",
                hash(style),
                "body",
                body(history).stream().map(Element::toString).collect(Collectors.joining("\n"))))
        .setEnableUndefinedVariableException(true)
        // Names and logs may have a ${...} of their own.
        .setDisableSubstitutionInValues(true)
        .replace(resource("page.html"));
  }

  private static List<Element> body(History history) {
    List<Element> sections = new ArrayList<>();
    Summary summary = new Summary(history);
    sections.add(summary.claims());
    sections.add(summary.timeLine());
    List<TransferHistory> transfers = history.transfers();
    for (int i = 0; i < transfers.size(); i++) {
      sections.add(new TransferSection(history, transfers.get(i), Words.id(i)).html());
    }
    return List.of(
        summary.head(),
        Element.of("main").with(sections),
        Element.of("footer")
            .text("Times on this page are UTC, those in logs by the clocks of the pods' nodes."));
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
