package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Goal: that files vanish at the source hides nothing that is worse, and law S1 holds. Method: real
 * rsync, of whose volume `data` a stand-in says that something vanished.
 */
@DisplayName("A copy during which files vanish")
@Tag("integration")
class VanishedFilesTest {
  private final TransferPods pods = new TransferPods().volume("data", "");

  @AfterEach
  void end() {
    pods.close();
  }

  @ParameterizedTest(name = "accepted: {0}, verified: {1}")
  @CsvSource({"yes, no, 24", "no, no, 24", "yes, yes, 24 verified", "no, yes, 24"})
  @DisplayName("ends with 24, and is verified only where that is accepted")
  void ends(String accepted, String verified, String result) {
    vanishing(24);
    if (verified.equals("yes")) {
      pods.verified("-false");
    }

    Container container = copy(accepted);

    assertThat(container.exitCode()).as(container.log()).isEqualTo(24);
    assertThat(pods.result()).containsExactly("data " + result);
  }

  @Test
  @DisplayName("and whose verification finds a difference ends with that")
  void different() {
    pods.verified("-false");
    pods.shim(
        "rsync",
        "case $* in *.verify/*) touch '" + pods.destinationDirectory("data") + "/odd' ;; esac",
        "/usr/bin/rsync \"$@\" || exit",
        "[[ $* != *@*/data ]] || exit 24");

    Container container = copy("yes");

    assertThat(container.exitCode()).as(container.log()).isEqualTo(76);
    assertThat(pods.result()).containsExactly("data 76");
  }

  @ParameterizedTest(name = "the other volume ends with {0}")
  @CsvSource({"23, 23", "0, 24", "24, 24"})
  @DisplayName("does not hide the code of another volume")
  void other(int other, int code) {
    pods.volume("other", "");
    vanishing(other);

    Container container = copy("yes");

    assertThat(container.exitCode()).as(container.log()).isEqualTo(code);
    assertThat(pods.result()).containsExactly("data 24", "other " + other);
  }

  private void vanishing(int other) {
    pods.shim(
        "rsync",
        "/usr/bin/rsync \"$@\" || exit",
        "case $* in *@*/data) exit 24 ;; *@*/other) exit " + other + " ;; esac");
  }

  private Container copy(String accepted) {
    Container.runShell("touch '" + pods.sourceDirectory("data") + "/file'");
    pods.sourceVariable("ACCEPT_VANISHED", accepted);
    return pods.startDestination().start(Script.SOURCE_SINGLE);
  }
}
