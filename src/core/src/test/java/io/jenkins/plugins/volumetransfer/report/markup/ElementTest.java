package io.jenkins.plugins.volumetransfer.report.markup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ElementTest {
  @Test
  @DisplayName("text and attributes can't leave their place")
  void escapes() {
    assertThat(Element.of("p").with("title", "\"><script>").text("</p><script>&amp;"))
        .hasToString("<p title=\"&quot;&gt;&lt;script&gt;\">&lt;/p&gt;&lt;script&gt;&amp;amp;</p>");
  }

  @Test
  @DisplayName("what no document may contain is left out")
  void control() {
    assertThat(Element.of("p").text("a\u0000\u001b[2Jb\uFFFF")).hasToString("<p>a[2Jb</p>");
  }

  @Test
  @DisplayName("an element does not change when something is added to it")
  void immutable() {
    Element empty = Element.of("ul");

    assertThat(empty.with(Element.of("li").text("one"))).hasToString("<ul><li>one</li></ul>");
    assertThat(empty).hasToString("<ul></ul>");
  }

  @Test
  @DisplayName("what is no name is refused")
  void names() {
    assertThatIllegalArgumentException().isThrownBy(() -> Element.of("p onclick"));
    assertThatIllegalArgumentException().isThrownBy(() -> Element.of("p").with("a=b", ""));
  }
}
