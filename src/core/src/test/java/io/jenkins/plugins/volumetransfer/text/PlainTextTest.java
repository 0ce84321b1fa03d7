package io.jenkins.plugins.volumetransfer.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.progress.Excerpt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
  @Test
  @DisplayName("signs that steer are shown by their number, in an excerpt by `?`")
  void visible() {
    String text = "a\u001b[31m\u009b2J\u202eb\u2028\u200b\ud800\udb40\udc41é😀";

    assertThat(PlainText.visible(text))
        .isEqualTo("a\\u001b[31m\\u009b2J\\u202eb\\u2028\\u200b\\ud800\\U000e0041é😀");
    assertThat(PlainText.visibleLines("a\n\tb\r\u001b")).isEqualTo("a\n\tb\\u000d\\u001b");
    assertThat(Excerpt.of(text)).isEqualTo("a?[31m?2J?b?????é😀".replace("?????", "????"));
    assertThat(Excerpt.line("a\u202e\r\nb")).isEqualTo("a? b");
  }

  @Test
  @DisplayName("an excerpt is cut in the middle, and half a letter is none")
  void cut() {
    int half = Excerpt.LENGTH_MAX / 2;
    String begin = "x".repeat(Excerpt.LENGTH_MAX - half - 2);

    assertThat(Excerpt.of(begin + "😀zzz" + "y".repeat(half)))
        .isEqualTo(begin + "?…" + "y".repeat(half));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ufffd", "a\ud800", "\udc00\ud800"})
  @DisplayName("a text with a letter that was lost is not whole")
  void lost(String text) {
    assertThat(PlainText.isWhole(text)).isFalse();
    assertThat(PlainText.isWhole("größe😀\u202e")).isTrue();
  }
}
