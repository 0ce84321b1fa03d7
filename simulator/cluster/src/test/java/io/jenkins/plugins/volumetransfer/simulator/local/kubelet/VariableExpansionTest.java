package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The cases of Kubernetes' own {@code expand_test.go} that matter here. */
@DisplayName("The replacement of $(NAME)")
class VariableExpansionTest {

  private static final Map<String, String> VARIABLES =
      Map.of("VAR_A", "A", "VAR_B", "B", "VAR_REF", "$(VAR_A)", "VAR_EMPTY", "");

  @ParameterizedTest(name = "{0} becomes {1}")
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "$(VAR_A),A",
        "___$(VAR_B)___,___B___",
        "$(VAR_A)-$(VAR_B),A-B",
        "$(VAR_REF),$(VAR_A)",
        "f$(VAR_EMPTY)b,fb",
        "$$(VAR_A),$(VAR_A)",
        "$$$(VAR_A),$A",
        "$$$$(VAR_A),$$(VAR_A)",
        "$(VAR_NONE),$(VAR_NONE)",
        "$VAR_A,$VAR_A",
        "$(VAR_A,$(VAR_A",
        "foo$,foo$",
        "$$,$",
        "$(),$()",
        "${VAR_A},${VAR_A}",
        "$(VAR_A))),A))",
        "a $((1+1)) b,a $((1+1)) b"
      })
  void expands(String text, String expected) {
    assertThat(VariableExpansion.expand(text, VARIABLES)).isEqualTo(expected);
  }
}
