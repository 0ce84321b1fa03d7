package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a JVM made of the arguments")
class LostLettersTest {
  private static final String ASCII = "ANSI_X3.4-1968";

  @Test
  @DisplayName("in UTF-8 is taken as it is")
  void whole() {
    assertThat(LostLetters.find("UTF-8", Map.of("KUBECONFIG", "/größe"), "--exclude", "/größe😀"))
        .isEmpty();
  }

  @Test
  @DisplayName("by another encoding is taken as long as it is ASCII")
  void ascii() {
    assertThat(LostLetters.find(ASCII, Map.of("HOME", "/home/j\ufffdrg"), "--from", "a/b"))
        .isEmpty();
  }

  @Test
  @DisplayName("is refused where letters were lost, or are those of another encoding")
  void lost() {
    assertThat(LostLetters.find(ASCII, Map.of(), "--exclude", "/gesch\ufffd\ufffdtzt"))
        .hasValue(
            "argument 2 (\"/gesch\ufffd\ufffdtzt\") has letters that Java reads as ANSI_X3.4-1968;"
                + " start bin/volume-transfer, or set LC_ALL to a locale in UTF-8, such as"
                + " C.UTF-8");
    assertThat(LostLetters.find("ISO-8859-1", Map.of(), "/gesch\u00c3\u00bctzt")).isPresent();
    assertThat(LostLetters.find("", Map.of(), "ü")).isPresent();
    assertThat(LostLetters.find("UTF-8", Map.of(), "/gesch\ufffdtzt"))
        .hasValue("argument 1 (\"/gesch\ufffdtzt\") is not UTF-8; write it in UTF-8");
  }

  @Test
  @DisplayName("variables count that name a file or go to a cluster")
  void variables() {
    assertThat(LostLetters.find(ASCII, Map.of("KUBECONFIG", "/gr\ufffd\ufffde/config")))
        .get()
        .asString()
        .startsWith("the variable KUBECONFIG (");
  }
}
