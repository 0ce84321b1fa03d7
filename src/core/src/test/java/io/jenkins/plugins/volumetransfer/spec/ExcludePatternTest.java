package io.jenkins.plugins.volumetransfer.spec;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("An exclude pattern")
class ExcludePatternTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          !           ~ would make rsync forget the patterns before it; leave those out instead
          '+ '        ~ names nothing; write a pattern after the `+`
          '-  '       ~ names nothing; write a pattern after the `-`
          /           ~ matches nothing
          a//b        ~ matches nothing
          a//         ~ matches nothing
          ./a         ~ matches nothing
          a/../b      ~ matches nothing
          [a/b]       ~ has a `/` between `[` and `]`
          [!/]        ~ has a `/` between `[` and `]`
          [z-a]       ~ has the range `z-a`, which is empty; write the lower sign first
          [[:foo:]]   ~ has `[:foo:]`, which is no class; write one of alnum, alpha, blank
          [a          ~ has a `[` that no `]` ends
          [!          ~ has a `[` that no `]` ends
          []          ~ has a `[` that no `]` ends
          [[:alpha    ~ has a `[` that no `]` ends
          [a\\        ~ has a `[` that no `]` ends
          a*\\        ~ ends in `\\`; write `\\\\`
          a*\\/       ~ ends in `\\`; write `\\\\`
          [äö]        ~ has a letter between `[` and `]` that is more than one byte
          [a-ö]       ~ has a letter between `[` and `]` that is more than one byte
          """)
  @DisplayName("that rsync can't use, or not as it seems, is refused by what is wrong with it")
  void refused(String pattern, String problem) {
    assertThatThrownBy(() -> ExcludePattern.read("excludes[1]", pattern))
        .isInstanceOf(SpecException.class)
        .hasMessageStartingWith("excludes[1]: is \"" + pattern + "\", which " + problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\u001bb", "a\u007fb", "a\u0000"})
  @DisplayName("has no control characters")
  void controls(String pattern) {
    assertThatThrownBy(() -> ExcludePattern.read("excludes[0]", pattern))
        .hasMessageContaining("has a line break or another control character");
  }

  @ParameterizedTest
  @ValueSource(ints = {4096, 100_000})
  @DisplayName("is not so long that rsync passes it over")
  void length(int length) {
    assertThatThrownBy(() -> ExcludePattern.read("excludes[0]", "x".repeat(length)))
        .hasMessage("excludes[0]: is longer than 4095 bytes; rsync takes no more");
  }
}
