package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: what can't fit is refused before the first byte, and nothing else is. Method: real rsync
 * and stunnel, and destinations of 4 MiB and 200 inodes in memory.
 */
@DisplayName("A volume")
@Tag("integration")
class SpaceTest {
  private final TransferPods pods = new TransferPods().volume("data", "");

  @BeforeEach
  void mount() {
    assumeThat(RsyncdConfiguration.IS_ROOT).as("only root can mount").isTrue();
    pods.checkingSpace();
    Container.runShell(
        "mount -t tmpfs -o size=4m,nr_inodes=200 tmpfs '"
            + pods.destinationDirectory("data")
            + "'");
  }

  @AfterEach
  void unmount() {
    if (RsyncdConfiguration.IS_ROOT) {
      Container.runShell("umount --lazy '" + pods.destinationDirectory("data") + "'");
    }
    pods.close();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"SOURCE_SINGLE", "SOURCE_RSYNC"})
  @DisplayName("with more bytes than the destination has is refused, with both figures: 78")
  void bytes(Script script) {
    atSource("head --bytes=5M /dev/urandom >large");
    pods.startDestination();
    if (script == Script.SOURCE_RSYNC) {
      pods.start(Script.SOURCE_STUNNEL);
    }

    Container container = pods.start(script);

    assertThat(container.exitCode()).as(container.log()).isEqualTo(78);
    assertThat(container.log())
        .contains(
            "volume-transfer: volume data does not fit: it has at least 5.0MiB in 2 files and"
                + " directories (their sizes come to 5.0MiB), and at the destination 4.0MiB of"
                + " 4.0MiB are free, and 199 of 200 inodes; make the claim larger");
    assertThat(pods.result()).containsExactly("data 78");
    assertThat(TextFiles.tree(pods.destinationDirectory("data"))).isEmpty();
  }

  @Test
  @DisplayName("with more files than the destination has inodes is refused: 78")
  void inodes() {
    atSource("touch {1..250}");

    Container container = pods.startDestination().start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isEqualTo(78);
    assertThat(container.log()).contains("0B in 251 files and directories", "199 of 200 inodes");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        // Holes need no room where rsync makes them again.
        "truncate --size=5M large",
        // One content by two names.
        "head --bytes=3M /dev/urandom >large; ln large twin",
        "head --bytes=3M /dev/urandom >large",
      })
  @DisplayName("that fits, however large it looks, is copied")
  void fits(String command) {
    atSource(command);
    pods.copyArguments("--archive", "--hard-links", "--sparse");

    Container container = pods.startDestination().start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(pods.result()).containsExactly("data 0");
    assertThat(container.log())
        .contains(
            "volume-transfer: volume data room: 4194304 of 4194304 bytes free, 199 of 200 inodes");
  }

  @Test
  @DisplayName("that is there already, or takes the place of what is deleted, is copied")
  void replaced() {
    atSource("head --bytes=3M /dev/urandom >large");
    Container.runShell(
        "head --bytes=3M /dev/zero >'" + pods.destinationDirectory("data") + "/former'");
    pods.copyArguments("--archive", "--delete-before");

    Container container = pods.startDestination().start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(container.log()).doesNotContain("fit");
  }

  @Test
  @DisplayName("is not refused for what its destination's user can't look into")
  void unreadable() {
    atSource("head --bytes=3M /dev/urandom >large");
    Container.runShell(
        "head --bytes=3M /dev/zero >'" + pods.destinationDirectory("data") + "/former'");
    pods.copyArguments("--archive", "--delete-before");
    pods.shim("find", "[[ $* != *-quit ]] || exit 1", "exec /usr/bin/find \"$@\"");

    Container container = pods.startDestination().start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
  }

  @Test
  @DisplayName("that may fit, as something is left out, is copied with a warning")
  void doubtful() {
    atSource("head --bytes=5M /dev/urandom >large; echo x >small");
    pods.copyArguments("--archive", "--exclude=large").sourceVariable("SPACE_CERTAIN", "no");

    Container container = pods.startDestination().start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(container.log())
        .contains("volume-transfer: volume data may not fit: it has at least 5.0MiB in 3 files");
  }

  @Test
  @DisplayName("whose destination does not answer the question is copied all the same")
  void unanswered() {
    atSource("echo x >small");
    pods.shim("stat", "[[ $* != *%T* ]]");

    Container container = pods.startDestination().start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(pods.result()).containsExactly("data 0");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        // One large file, and many.
        "head --bytes=9M /dev/urandom >large",
        "truncate --size=0 {1..400}; head --bytes=9M /dev/urandom >zlarge"
      })
  @DisplayName(
      "that has become full in the midst of a copy ends it at once, and says why: 11 or 81")
  void full(String command) {
    atSource(command);
    pods.sourceVariable("SPACE_CERTAIN", "no").volume("other", "");
    Container.runShell("touch '" + pods.sourceDirectory("other") + "/small'");
    // Sent in a quarter of an hour.
    pods.copyArguments("--archive", "--bwlimit=10", "--info=PROGRESS2");
    pods.shim("rsync", "exec /usr/bin/rsync \"$@\"");
    Container.runShell(
        "head --bytes=4000K /dev/zero >'" + pods.destinationDirectory("data") + "/former'");

    Container container = pods.startDestination().start(Script.SOURCE_SINGLE);

    // By who is faster: rsync, which is told by what is left in its connection, or the script.
    assertThat(container.exitCode(Duration.ofSeconds(120))).as(container.log()).isIn(11, 81);
    assertThat(container.log()).contains("No space left on device (28)");
    // The volume after it has a connection of its own.
    assertThat(pods.result()).hasSize(2).contains("other 0");
    assertThat(TextFiles.tree(pods.destinationDirectory("other"))).containsKey("small");
  }

  @Test
  @DisplayName("whose holes have filled the destination says so")
  void holes() {
    atSource("truncate --size=9M disk");
    pods.copyArguments("--archive", "--bwlimit=1000", "--info=PROGRESS2");

    Container container = pods.startDestination().start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode(Duration.ofSeconds(120))).as(container.log()).isIn(11, 81);
    assertThat(container.log())
        .contains("volume-transfer: volume data has files with holes, which the copy wrote out");
  }

  private void atSource(String command) {
    Container.runShell("cd '" + pods.sourceDirectory("data") + "' && " + command);
  }
}
