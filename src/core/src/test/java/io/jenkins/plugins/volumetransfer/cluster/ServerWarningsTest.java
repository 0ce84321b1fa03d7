package io.jenkins.plugins.volumetransfer.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Goal: the texts of Kubernetes' Warning headers, and nothing of other headers. */
class ServerWarningsTest {
  @Test
  @DisplayName("the text without its quotes, also of several in one header")
  void texts() {
    assertThat(ServerWarnings.of("299 - \"v1beta1 is deprecated\""))
        .containsExactly("v1beta1 is deprecated");
    assertThat(ServerWarnings.of("299 - \"would violate PodSecurity \\\"restricted:latest\\\"\""))
        .containsExactly("would violate PodSecurity \"restricted:latest\"");
    assertThat(ServerWarnings.of("299 - \"one, two\", 299 proxy \"three\""))
        .isEqualTo(List.of("one, two", "three"));
  }

  @Test
  @DisplayName("another code and what is no Warning tell nothing")
  void others() {
    assertThat(ServerWarnings.of("110 - \"Response is Stale\"")).isEmpty();
    assertThat(ServerWarnings.of("299 - without quotes")).isEmpty();
    assertThat(ServerWarnings.of("")).isEmpty();
  }
}
