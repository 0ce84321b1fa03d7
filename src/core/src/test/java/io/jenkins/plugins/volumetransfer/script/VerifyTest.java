package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: whatever differs after a copy is found and named. Method: real rsync and stunnel; between
 * the copy and its verification something happens to the destination.
 */
@DisplayName("A verified copy")
@Tag("integration")
class VerifyTest {
  private final TransferPods pods = new TransferPods().volume("data", "");

  @BeforeEach
  void fill() {
    pods.copyArguments("--archive", "--hard-links", "--sparse", "--info=PROGRESS2,STATS2")
        .verified("-false");
    atSource(
        "mkdir -p deep/er empty lost+found; chmod 700 lost+found; echo text >file; echo more >other",
        "echo twin >twin; ln twin deep/twin; ln -s ../file link; ln -P link deep/link",
        "ln -s $'a\\nb' $'new\\nline'; printf x >$'not\\xffutf8'; : >-; : >' -rf'; mkfifo pipe",
        "truncate --size=3M sparse; : >deep/er/nothing; touch --date=@5 deep old");
  }

  @AfterEach
  void end() {
    pods.close();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"SOURCE_SINGLE", "SOURCE_RSYNC"})
  @DisplayName("that is equal ends with 0, and says so for the volume")
  void equal(Script script) {
    pods.startDestination();
    if (script == Script.SOURCE_RSYNC) {
      pods.start(Script.SOURCE_STUNNEL);
    }

    Container container = pods.start(script);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(pods.result()).containsExactly("data 0 verified");
    assertThat(container.log())
        .containsPattern(
            "volume-transfer: volume data verified: 19 entries, 3145744 bytes, \\d+ s; 0 changed,"
                + " 0 missing, 0 additional, 0 left alone; not compared: \n");
  }

  @Test
  @DisplayName("without a chroot is equal once its links are restored")
  void restoredLinks() {
    // A link that was made anew has lost its second name.
    pods.withoutChroot().variable("COMPARE_HARD_LINKS", "files");

    Container container = pods.startDestination().start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(pods.result()).containsExactly("data 0 verified");
  }

  @ParameterizedTest(name = "owners at the destination {0}: {1}")
  @CsvSource({"as they were asked for, 0", "of one file different, 76"})
  @DisplayName("with other owners is compared with those")
  void owners(String what, int code) {
    assumeTrue(RsyncdConfiguration.IS_ROOT, "only root can give files away");
    atSource("chown 1000:26 file; chown 1001:27 other deep; chown --no-dereference 7:8 link");
    pods.copyArguments(
            "--archive", "--hard-links", "--numeric-ids", "--usermap=1000:2000,0-4294967294:5")
        .sourceConfigurationFile(
            "owners",
            "s|(//. [0-7]+ )1000:|\\12000:|\ntgroups\ns|(//. [0-7]+ )[0-9]+:|\\15:|\ntgroups\n:groups\n");

    Container container =
        pods.afterCopy(code == 0 ? ":" : "chown 2001 file")
            .startDestination()
            .start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isEqualTo(code);
    assertThat(pods.destinationDirectory("data").resolve("other")).satisfies(VerifyTest::isOf5);
  }

  private static void isOf5(Path file) throws IOException {
    assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(5);
  }

  @Test
  @DisplayName("that things happened to names each and what differs: 76")
  void different() {
    Container container =
        pods.afterCopy(
                """
                printf T | dd of=file conv=notrunc status=none; touch -r other file
                chmod 600 other; touch --date=@7 old; touch more; rm -r empty
                printf 12 >sparse; touch -r other sparse; rm pipe; : >pipe
                ln -sfn ../other link; cp -p twin t; mv t twin
                touch $'new\\nline2'; touch -d "$(stat --format=%y "$SOURCE")" .
                """)
            .variable("SOURCE", pods.sourceDirectory("data").toString())
            .startDestination()
            .start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isEqualTo(76);
    assertThat(pods.result()).containsExactly("data 76");
    assertThat(container.log())
        .contains(
            differs("deep/link: hard link, first name deep/link at the source, none at the"),
            differs("deep/twin: hard link, first name deep/twin at the source, none at the"),
            differs("empty: missing at the destination\n"),
            differs("file: content b9e68e1bea3e5b19 at the source, 533bfd360a1274c9 at the"),
            differs("more: only at the destination\n"),
            differs("$'new\\nline2': only at the destination\n"),
            differs("old: time 1970-01-01T00:00:05 at the source, 1970-01-01T00:00:07 at the"),
            differs("other: mode 0644 at the source, 0600 at the destination\n"),
            "link to ../file at the source, ../other at the destination; hard link, first name",
            "; 9 changed, 1 missing, 2 additional, 0 left alone;");
  }

  private static String differs(String what) {
    return "volume-transfer: volume data differs: " + what;
  }

  @Test
  @DisplayName("with more differences than ten names ten and counts all")
  void many() {
    Container container =
        pods.afterCopy("rm -r deep; touch {1..25}; chmod 600 file; touch --date=@5 .")
            .startDestination()
            .start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isEqualTo(76);
    assertThat(container.log().lines().filter(line -> line.contains(" data differs: ")))
        .hasSize(10);
    // The other names of what was in it are no hard links any more, and the root has another time.
    assertThat(container.log()).contains("; 4 changed, 5 missing, 25 additional, 0 left alone;");
  }

  @Test
  @DisplayName("that may leave alone what is only at the destination, or skips things, is equal")
  void leftAlone() {
    pods.verified("-regex", "\\./(.*/)?skipped", "-prune").variable("COMPARE_ADDITIONAL", "no");
    pods.variable("COMPARE_OWNERS", "no").variable("COMPARE_HARD_LINKS", "no");

    Container container =
        pods.afterCopy(
                "touch extra; mkdir skipped; touch skipped/x; cp -p twin t; mv t twin;"
                    + " touch --date=\"$(stat --format=%y ../../../source/volumes/data)\" .")
            .startDestination()
            .start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(container.log()).contains("0 changed, 0 missing, 0 additional, 1 left alone;");
  }

  @Test
  @DisplayName("whose listing gets lost or cut on its way is not verified: 77")
  void cutOff() {
    pods.shim(
        "rsync",
        "/usr/bin/rsync \"$@\"; code=$?",
        "[[ $* != *.listing/listing* ]] || truncate --size=-1 \"${@: -1}/listing\"",
        "exit \"$code\"");

    Container container = pods.startDestination().start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isEqualTo(77);
    assertThat(container.log()).contains("did not arrive as it was sent");
    assertThat(pods.result()).containsExactly("data 77");
  }

  @ParameterizedTest(name = "at the {0}")
  @CsvSource({"source,sha256sum", "destination,find"})
  @DisplayName("of which a side can't be read whole is not verified, and says why: 77")
  void unreadable(String side, String command) {
    pods.shim(
        command,
        "[[ $PWD != *"
            + side
            + "/volumes* ]] || { echo '"
            + command
            + ": secret: denied' >&2; exit 1; }",
        "exec /usr/bin/" + command + " \"$@\"");

    Container container = pods.startDestination().start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode()).as(container.log()).isEqualTo(77);
    assertThat(container.log())
        .contains(
            "the " + side + "'s volume data can't be read whole: " + command + ": secret: denied");
  }

  private void atSource(String... commands) {
    Container.runShell(
        "cd '"
            + pods.sourceDirectory("data")
            + "' && "
            + String.join(" && ", commands).replace(";", " &&"));
  }
}
