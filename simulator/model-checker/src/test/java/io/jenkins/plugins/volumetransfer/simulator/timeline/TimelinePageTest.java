package io.jenkins.plugins.volumetransfer.simulator.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/**
 * Goal: a page that tells all without a script. Method: it is read as XML, which is stricter than a
 * browser; {@link TimelinePageInBrowserTest} has the rest.
 */
class TimelinePageTest {
  private static final XPath XPATH = XPathFactory.newInstance().newXPath();

  private static final ResultTable TABLE =
      new ResultTable(
          "Scenario",
          List.of("separate", "single"),
          List.of(
              new ResultTable.Row(
                  "rsync-killed",
                  "rsync is killed.",
                  List.of(
                      new ResultTable.Cell(ResultTable.Mark.BAD, "otherwise", "0, not 137"),
                      ResultTable.Cell.EMPTY))));

  private final String page =
      TimelinePage.of(
          "Two runs",
          "For a test.",
          Optional.of(TABLE),
          List.of(Timelines.waiting(), Timelines.of(40)));
  private final Document document = parse(page);

  @Test
  @DisplayName("each timeline is a table with a row for each moment, and a head for each column")
  void tables() {
    assertThat(texts("//section/div/h2"))
        .containsExactly(
            "the rsync container is killed, SEPARATE, the seed's scripts", "a random schedule");
    assertThat(texts("//section[1]//tr[2]/th[@scope='col']"))
        .containsExactly(
            "kubelet",
            "rsync",
            "stunnel",
            "rsync-client-container-done",
            "rsync-client-container-lock");
    assertThat(
            texts("//section[1]//tbody/tr[@id]/td[starts-with(@class, 'actor here')]/@data-name"))
        .containsExactly("kubelet", "rsync", "kubelet", "rsync", "kubelet", "stunnel");
    assertThat(texts("//section[2]//tbody/tr[@id]/th")).hasSize(40).startsWith("1").endsWith("40");
    assertThat(texts("//section[2]//td[@class='time']")).contains("3.9 s");
  }

  @Test
  @DisplayName("results stand in a table of their own, above")
  void results() {
    assertThat(texts("//table[@class='results']//th"))
        .containsExactly("Scenario", "separate", "single", "rsync-killed rsync is killed.");
    assertThat(texts("//table[@class='results']//td[@class='bad']"))
        .containsExactly("otherwise 0, not 137");
  }

  @Test
  @DisplayName("all rows of a table have as many cells as it has columns")
  void cells() {
    assertThat(texts("//section[1]//tbody/tr[@id]/@id"))
        .allSatisfy(id -> assertThat(texts("//tr[@id='" + id + "']/*")).hasSize(1 + 3 + 2));
    assertThat(texts("//section[2]//tbody/tr[@id]/@id"))
        .allSatisfy(id -> assertThat(texts("//tr[@id='" + id + "']/*")).hasSize(2 + 4 + 3));
  }

  @Test
  @DisplayName("faults, signals and ends are named, and faults and signals linked from above")
  void marked() {
    assertThat(texts("//section[1]//span[@class='kind']"))
        .containsExactly("fault", "end", "signal");
    assertThat(texts("//section[1]//div[@class='faults']//a/@href")).containsExactly("#t1-m3");
    assertThat(texts("//section[1]//div[@class='signals']//a/@href")).containsExactly("#t1-m5");
    assertThat(texts("//section[1]//div[@class='replay']//code"))
        .containsExactly("m1:separate:4.7.9.11");
  }

  @Test
  @DisplayName("a file's lane tells when it appears, what it says, and when it is removed")
  void files() {
    String lock = "//section[1]//tr[@id]/td[@data-name='rsync-client-container-lock']";

    assertThat(texts(lock)).containsExactly("", "held by rsync", "free", "free", "removed", "");
    assertThat(texts(lock + "/@class"))
        .containsExactly(
            "file",
            "file there held new",
            "file there free changed",
            "file there free",
            "file gone",
            "file");
  }

  @Test
  @DisplayName("what repeats for ever is set apart")
  void loop() {
    assertThat(texts("//tbody[@class='loop']/tr"))
        .hasSize(3)
        .first()
        .asString()
        .contains("From here on, for ever");
    assertThat(texts("//tbody[@class='loop']/tr[@id]/@id")).containsExactly("t1-m6");
    assertThat(texts("//section[2]//tbody[@class='loop']")).isEmpty();
  }

  @Test
  @DisplayName("the page asks for nothing from elsewhere, and its policy would not let it")
  void selfContained() {
    assertThat(texts("//@src | //@srcset | //link | //base | //iframe | //object | //@style"))
        .isEmpty();
    assertThat(texts("//@href")).isNotEmpty().allMatch(target -> target.startsWith("#"));
    assertThat(page).doesNotContain("@import", "url(", "http://", "https://");
    assertThat(texts("//meta[@http-equiv='Content-Security-Policy']/@content"))
        .singleElement()
        .asString()
        .startsWith("default-src 'none'; script-src 'sha256-")
        .doesNotContain("unsafe", "*");
  }

  @Test
  @DisplayName("whatever a scenario or a command says, it stays text")
  void escaped() {
    String evil = "</script><img src=x onerror=\"alert(1)\"> ${title} & '\u0000\u0007";
    Timeline timeline =
        new Timeline(
            evil,
            evil,
            evil,
            List.of(evil),
            List.of(
                new Moment(
                    evil, evil, Moment.Kind.FAULT, evil, evil, new TreeMap<>(Map.of(evil, evil)))),
            OptionalInt.of(0));

    ResultTable results =
        new ResultTable(
            evil,
            List.of(evil),
            List.of(
                new ResultTable.Row(
                    evil, evil, List.of(new ResultTable.Cell(ResultTable.Mark.BAD, evil, evil)))));

    Document read =
        parse(TimelinePage.of(evil, evil, Optional.of(results), List.of(timeline, timeline)));

    String kept = evil.substring(0, evil.length() - 2);
    assertThat(texts(read, "//img")).isEmpty();
    assertThat(
            texts(
                read,
                "//h1 | //h2[@id] | //table//*[@class='what'] | //td[@class='time'] | //table//b"))
        .hasSizeGreaterThan(5)
        .allMatch(kept::equals);
    assertThat(texts(read, "//td/@data-name")).contains(kept);
  }

  private List<String> texts(String path) {
    return texts(document, path);
  }

  private static List<String> texts(Document document, String path) {
    try {
      NodeList nodes = (NodeList) XPATH.evaluate(path, document, XPathConstants.NODESET);
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < nodes.getLength(); i++) {
        texts.add(nodes.item(i).getTextContent());
      }
      return texts;
    } catch (Exception e) {
      throw new AssertionError(path, e);
    }
  }

  /** Script and style are not XML, and not looked at here. */
  private static Document parse(String page) {
    Matcher raw = Pattern.compile("(?s)<(script|style)>.*?</\\1>").matcher(page);
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(raw.replaceAll("<$1/>"))));
    } catch (Exception e) {
      throw new AssertionError(page, e);
    }
  }
}
