package io.jenkins.plugins.volumetransfer.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.simulator.cli.DemoPicture.Shown;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

@DisplayName("The picture of the demo")
class DemoPictureTest {
  static final Path PICTURE = Path.of("../../docs/demo.svg");
  private static final int BYTES_MAX = 60_000;
  private static final double FOREVER = Double.POSITIVE_INFINITY;

  @Test
  @DisplayName("is small XML without scripts, and loads nothing")
  void harmless() throws Exception {
    String text = Files.readString(PICTURE);

    assertThat(text.length()).isLessThan(BYTES_MAX);
    assertThat(elements(text))
        .extracting(Element::getTagName)
        .containsOnly("svg", "title", "style", "rect", "text");
    assertThat(
            elements(text).stream()
                .flatMap(DemoPictureTest::attributes)
                .collect(Collectors.toSet()))
        .isSubsetOf(
            Set.of(
                "xmlns", "viewBox", "width", "height", "role", "x", "y", "rx", "class", "style"));
    assertThat(text.replace("xmlns=\"http://www.w3.org/2000/svg\"", ""))
        .doesNotContain("url(", "@import", "http:", "<!", "<?");
  }

  @Test
  @DisplayName("is in the README")
  void shown() throws IOException {
    assertThat(Path.of("../../README.md")).content().contains("](docs/demo.svg)");
  }

  @Test
  @DisplayName(
      "shows each line while it stood there, cuts long waits, and shows the end until it begins again")
  void times() {
    assertThat(
            shown(
                List.of("0.5 4", "1 5", "0.01 8", "20 22"),
                "ab\r\n",
                "1 %\r\n",
                "\033[1A\r2 %",
                "\r\033[2Kdone\r\nüü\r\n\033[?7l"))
        .containsExactlyInAnyOrder(
            new Shown(0, "ab", 0.5, FOREVER),
            new Shown(1, "2 %", 1.51, 3.01),
            new Shown(1, "done", 3.01, FOREVER),
            new Shown(2, "üü", 3.01, FOREVER));
  }

  @Test
  @DisplayName("cuts no letter that was written in two pieces, and wraps what is too long")
  void letters() {
    assertThat(
            DemoPicture.shown(
                "script's own\nab\u2588c".getBytes(StandardCharsets.UTF_8),
                List.of("0 3", "0 3"),
                3))
        .containsExactly(new Shown(0, "ab\u2588", 0, FOREVER), new Shown(1, "c", 0, FOREVER));
  }

  @Test
  @DisplayName("has what passes hidden where nothing moves, and escapes what XML would read")
  void svg() throws Exception {
    String svg =
        DemoPicture.svg(
            "a <b>", 80, List.of(new Shown(0, "1 & 2", 0, 2), new Shown(0, "3 < 4", 2, FOREVER)));

    assertThat(elements(svg))
        .filteredOn(element -> element.getTagName().equals("text"))
        .extracting(element -> element.getAttribute("class") + "|" + element.getTextContent())
        .containsExactly("typed|$ a <b>", "passing|1 & 2", "|3 < 4");
    assertThat(svg)
        .contains("@keyframes k0{0%{opacity:0}0.00%{opacity:1}25.00%{opacity:0}}")
        .contains("@keyframes k1{0%{opacity:0}25.00%{opacity:1}}");
  }

  private static List<Shown> shown(List<String> timing, String... pieces) {
    return DemoPicture.shown(
        ("script's own\n" + String.join("", pieces)).getBytes(StandardCharsets.UTF_8), timing, 80);
  }

  static List<Element> elements(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    NodeList all =
        factory
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)))
            .getElementsByTagName("*");
    return IntStream.range(0, all.getLength())
        .mapToObj(all::item)
        .map(Element.class::cast)
        .toList();
  }

  private static Stream<String> attributes(Element element) {
    return IntStream.range(0, element.getAttributes().getLength())
        .mapToObj(number -> element.getAttributes().item(number).getNodeName());
  }
}
