package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A label selector")
class SelectorsTest {

  private static final JsonNode OBJECT =
      Json.parse("{\"metadata\":{\"labels\":{\"app\":\"x\",\"a.b/c\":\"1\",\"empty\":\"\"}}}");

  @ParameterizedTest(name = "selects by {0}")
  @ValueSource(
      strings = {
        "",
        "app",
        "app=x",
        "app==x",
        "app!=y",
        "app in (x,y)",
        "app in (x, y),a.b/c=1",
        "app notin (y)",
        "!other",
        "other!=z",
        "other notin (z)",
        "empty=",
        "a.b/c = 1"
      })
  void selects(String selector) {
    assertThat(Selectors.labels(selector).test(OBJECT)).isTrue();
  }

  @ParameterizedTest(name = "does not select by {0}")
  @ValueSource(
      strings = {
        "other",
        "app=y",
        "app!=x",
        "app in (y,z)",
        "app notin (x,y)",
        "!app",
        "other in (z)",
        "app=x,a.b/c=2"
      })
  void refuses(String selector) {
    assertThat(Selectors.labels(selector).test(OBJECT)).isFalse();
  }

  @Test
  @DisplayName("is refused when it cannot be read, rather than ignored")
  void unreadable() {
    assertThatIllegalArgumentException().isThrownBy(() -> Selectors.labels("app > 3"));
  }
}
