package io.jenkins.plugins.volumetransfer.jenkins.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.jenkins.page.Pages;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: the pages say what they are to say, and nothing that came from a cluster is markup. Method:
 * the very views, rendered without Jenkins by {@link JellyView}.
 */
class PageViewTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("a build's page has each claim's state, progress, rate, reason, phases and log")
  void build() {
    String page = JellyView.render(Pages.build(folder), "index.jelly");
    assertThat(page)
        .contains("app-3/postgresql <span aria-label=\"to\">→</span> app-4/postgresql")
        .contains("data-state=\"running\">copying</span>", "data-state=\"failed\">failed</span>")
        .containsPattern("<progress [^>]*app-4/postgresql[^>]* value=\"25\">25 %</progress>")
        .contains("1.0 MiB/s", "0:01:54", "CONNECTION_LOST", "NO_SPACE")
        .contains("copying, attempt 2", "../artifact/volume-transfer/r2.junit.xml")
        .contains("data-running=\"true\"");
  }

  @Test
  @DisplayName("text from a cluster is text")
  void escaped() {
    String page = JellyView.render(Pages.build(folder), "index.jelly");
    assertThat(page).contains("volume &lt;redis&gt; is full", "the pod &lt;yet&gt;");
    assertThat(page).doesNotContain("<redis>", "<yet>");
    JellyView.parse(page.substring(page.indexOf("<div class=\"volume-transfers\"")));
  }

  @Test
  @DisplayName("a build without a run says so, and has no summary")
  void empty() {
    assertThat(JellyView.render(Pages.empty(folder), "index.jelly"))
        .contains("No run of a volume transfer has begun yet.");
    assertThat(JellyView.render(Pages.empty(folder), "summary.jelly")).isBlank();
  }

  @Test
  @DisplayName("the summary on the build tells each run in a line")
  void summary() {
    assertThat(JellyView.render(Pages.build(folder), "summary.jelly"))
        .contains("<a href=\"volume-transfers/\">Volume transfers</a>")
        .contains("0 of 2 transfers are over: 40.0 MiB, 0:01:00")
        .contains("1 of 2 transfers succeeded: 100.0 MiB, 0:00:45");
  }

  @Test
  @DisplayName("a job's trend has three charts that say what they show, and the same as a table")
  void trend() {
    String page = JellyView.render(Pages.trend(folder), "index.jelly");
    assertThat(page)
        .contains("aria-label=\"Bytes copied of the last 2 builds: highest 100.0 MiB")
        .contains("aria-label=\"Duration of the last 2 builds", "aria-label=\"Rate of the last 2")
        .contains("<title>#2: 100.0 MiB, failed</title>", " tabindex=\"-1\"")
        .contains("<a href=\"/jenkins/job/migrate/2/volume-transfers/\">#2</a>");
  }

  @Test
  @DisplayName("the script finds in the page each field that it changes")
  void fields() {
    String page = JellyView.render(Pages.build(folder), "index.jelly");
    Set<String> inPage = new TreeSet<>();
    Matcher field = Pattern.compile("data-field=\"(\\w+)\"").matcher(page);
    while (field.find()) {
      inPage.add(field.group(1));
    }
    String script = Plugin.text("page/volume-transfers.js");
    assertThat(inPage)
        .isNotEmpty()
        .allSatisfy(name -> assertThat(script).contains('"' + name + '"'));
  }
}
