package io.jenkins.plugins.volumetransfer.simulator.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: the page's own script works under the page's own policy. Method: Chromium, if it is
 * installed, opens the page; a second script, let in by its hash, presses keys and writes down what
 * came of each.
 */
@Tag("integration")
class TimelinePageInBrowserTest {
  private static final long SECONDS_MAX = 60;

  private static final String PRESS =
      """
      const note = (key) => {
        const line = document.createElement('p');
        line.className = 'noted';
        line.textContent = [key,
          [...document.querySelectorAll('[aria-current]')].map((row) => row.id).join(),
          document.activeElement.id,
          document.querySelector('.position').textContent,
          document.querySelector('.volume ul').textContent].join('|');
        document.body.append(line);
      };
      note('');
      for (const key of [%s]) {
        document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        note(key);
      }
      """;

  @TempDir private Path directory;

  private static Optional<Path> chromium() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(
            each ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(Path.of(each)::resolve))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @BeforeEach
  void needsBrowser() {
    if (chromium().isEmpty()) {
      System.out.println("Chromium is not installed: the page was not opened in a browser");
    }
    assumeTrue(chromium().isPresent());
  }

  @Test
  @DisplayName("keys move the selected moment, and the state at that moment is shown")
  void keys() throws Exception {
    assertThat(noted("j", "ArrowDown", "k", "End", "ArrowUp", "Home", "k", "f"))
        .containsExactly(
            "|t1-m1||Moment 1 of 6|nothing",
            "j|t1-m2|t1-m2|Moment 2 of 6|rsync-client-container-lockheld by rsync",
            "ArrowDown|t1-m3|t1-m3|Moment 3 of 6: fault|rsync-client-container-lockfree",
            "k|t1-m2|t1-m2|Moment 2 of 6|rsync-client-container-lockheld by rsync",
            "End|t1-m6|t1-m6|Moment 6 of 6|nothing",
            "ArrowUp|t1-m5|t1-m5|Moment 5 of 6: signal|nothing",
            "Home|t1-m1|t1-m1|Moment 1 of 6|nothing",
            "k|t1-m1|t1-m1|Moment 1 of 6|nothing",
            "f|t1-m3|t1-m3|Moment 3 of 6: fault|rsync-client-container-lockfree");
  }

  @Test
  @DisplayName("the last moment of a timeline is followed by the first of the next")
  void onward() throws Exception {
    assertThat(noted("End", "j", "End", "j"))
        .endsWith(
            "j|t2-m1|t2-m1|Moment 1 of 500|nothing",
            "End|t2-m500|t2-m500|Moment 500 of 500|rsync-client-container-done480"
                + "rsync-client-container-lockheld by rsyncstunnel-container-startedempty",
            "j|t2-m500|t2-m500|Moment 500 of 500|rsync-client-container-done480"
                + "rsync-client-container-lockheld by rsyncstunnel-container-startedempty");
  }

  private List<String> noted(String... keys) throws Exception {
    String script = PRESS.formatted("'" + String.join("', '", keys) + "'");
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
    String page =
        TimelinePage.of(
                "A test",
                "Of keys.",
                Optional.empty(),
                List.of(Timelines.waiting(), Timelines.of(500)))
            .replace(
                "script-src ",
                "script-src 'sha256-" + Base64.getEncoder().encodeToString(digest) + "' ")
            .replace("</body>", "<script>" + script + "</script></body>");
    return opened(page)
        .lines()
        .filter(line -> line.contains("class=\"noted\""))
        .flatMap(line -> Stream.of(line.split("<p class=\"noted\">")).skip(1))
        .map(line -> line.substring(0, line.indexOf("</p>")))
        .toList();
  }

  /** The document as it is when its scripts have run. */
  private String opened(String page) throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("page.html"), page);
    Path dump = directory.resolve("dump.html");
    Process browser =
        new ProcessBuilder(
                chromium().orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--user-data-dir=" + directory.resolve("profile"),
                "--dump-dom",
                file.toUri().toString())
            .redirectOutput(dump.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(browser.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).as("Chromium ends").isTrue();
    } finally {
      browser.descendants().forEach(ProcessHandle::destroyForcibly);
      browser.destroyForcibly().waitFor();
    }
    return Files.readString(dump);
  }
}
