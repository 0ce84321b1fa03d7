package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.jenkins.plugins.volumetransfer.progress.ProblemKind;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.progress.VolumeProgress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: what can't fit is refused before the first byte, and nothing else is. Method: real rsync
 * and stunnel, and destinations of 4 MiB and 200 inodes in memory.
 */
@DisplayName("A volume")
@Tag("integration")
class SpaceTest {
  /** No file may get any bytes. */
  private static final String QUOTA =
      """
      #include <errno.h>
      #include <sys/stat.h>
      #include <sys/syscall.h>
      #include <unistd.h>
      ssize_t write(int file, const void *bytes, size_t count) {
        struct stat found;
        if (file > 2 && fstat(file, &found) == 0 && S_ISREG(found.st_mode)) {
          errno = EDQUOT;
          return -1;
        }
        return syscall(SYS_write, file, bytes, count);
      }
      """;

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

  /** What is to be copied, and how; and what has filled the destination before, but for a rest. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          a large file | head --bytes=9M /dev/urandom >large | 4000K
          many small files | for i in {1..900}; do head --bytes=4K /dev/urandom >$i; done | 4000K
          small files, and no room at all | for i in {1..900}; do echo $i >$i; done | 4096K
          a large file after as many as there are inodes | truncate --size=0 {1..400}; head --bytes=9M /dev/urandom >zlarge | 4000K
          more empty files than inodes | truncate --size=0 {1..900} | 1
          more directories than inodes | mkdir {1..900}; head --bytes=9M /dev/urandom >1/large | 1
          directories where there is no room | mkdir -p a/b; head --bytes=9M /dev/urandom >a/b/c | 4096K
          more links than inodes | for i in {1..900}; do ln -s x $i; done | 1
          more names than inodes | echo x >x; for i in {1..900}; do ln x $i; done | 1
          more pipes than inodes | for i in {1..900}; do mkfifo $i; done | 1
          a file that grows | head --bytes=9M /dev/urandom >former; touch --date=2001-01-01 former | 3800K
          """)
  @DisplayName("that fills its destination ends at once, and says why")
  void full(String name, String command, String former) {
    atSource(command);
    pods.sourceVariable("SPACE_CERTAIN", "no").volume("other", "");
    Container.runShell("touch '" + pods.sourceDirectory("other") + "/small'");
    // Sent in a minute and a half; rsync writes only once it has 256 KiB.
    pods.copyArguments("--archive", "--hard-links", "--bwlimit=100", "--info=PROGRESS2");
    Container.runShell(
        "head --bytes="
            + former
            + " /dev/zero >'"
            + pods.destinationDirectory("data")
            + "/former' || true");

    Container container = pods.startDestination().start(Script.SOURCE_SINGLE);

    // By who is faster: rsync, which is told by what is left in its connection, or the script.
    int code = container.exitCode(Duration.ofSeconds(120));
    assertThat(code).as(container.log()).isIn(11, 81);
    assertThat(container.log()).contains("No space left on device (28)");
    // The volume after it has a connection of its own.
    assertThat(pods.result()).hasSize(2).contains("other 0");
    assertThat(TextFiles.tree(pods.destinationDirectory("other"))).containsKey("small");
  }

  /** Arguments; what is to be copied; at the destination, a file of 3 MiB. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          in the same directory | --delete | true | old
          in a later directory | --delete | mkdir z | z/old
          in a much later directory | --delete --delete-before | mkdir -p a/{1..60} z; touch a/{1..60}/{1..100} | z/old
          at the top, with another user's root | --delete --delete-before | true | old
          below it, with another user's root | --delete --delete-before | mkdir z | z/old
          """)
  @DisplayName("that fits once something is deleted at its destination is copied")
  void deleted(String name, String arguments, String command, String old) {
    atSource(command + "; head --bytes=3M /dev/urandom >large");
    deleting(arguments, old);
    if (name.contains("another user")) {
      withForeignRoot();
    }

    Container container = pods.startDestination().start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode(Duration.ofSeconds(120))).as(container.log()).isZero();
    assertThat(container.log().contains("belongs to another user"))
        .as(container.log())
        .isEqualTo(name.contains("another user"));
    assertThat(pods.destinationDirectory("data").resolve("large")).exists();
    assertThat(pods.destinationDirectory("data").resolve(old)).doesNotExist();
    assertThat(told(container).deleted()).as(container.log()).hasValue(1);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({
    "--delete, false, 1",
    "--delete --max-delete=1, false, 1",
    "--delete --max-delete=0, false, 0",
    "--delete --delete-before, false, 1",
    "--delete --delete-before, true, 1",
    "--delete --delete-before --max-delete=0, true, 0",
  })
  @DisplayName("that does not fit whatever is deleted says so, and what was deleted")
  void deletedInVain(String arguments, boolean foreign, int deleted) {
    atSource("head --bytes=3M /dev/urandom >large; head --bytes=3M /dev/urandom >larger");
    deleting(arguments, "old");
    pods.sourceVariable("SPACE_CERTAIN", "no");
    if (foreign) {
      withForeignRoot();
    }

    Container container = pods.startDestination().start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode(Duration.ofSeconds(120))).as(container.log()).isIn(11, 81);
    assertThat(told(container).problems().count(ProblemKind.NO_SPACE))
        .as(container.log())
        .isPositive();
    assertThat(told(container).deleted().orElse(0)).as(container.log()).isEqualTo(deleted);
  }

  /** As a run without options has it, and these. */
  private void deleting(String arguments, String old) {
    Path destination = pods.destinationDirectory("data");
    Container.runShell("mount -o remount,nr_inodes=9000 '" + destination + "'");
    Container.runShell(
        "cd '%1$s' && mkdir -p \"$(dirname %2$s)\" && head --bytes=3M /dev/zero >%2$s"
            .formatted(destination, old));
    String all =
        "--archive --recursive --partial --hard-links --numeric-ids --no-human-readable"
            + " --outbuf=Line --info=COPY2,DEL2,REMOVE2,SKIP2,FLIST2,PROGRESS2,STATS2 ";
    pods.copyArguments((all + arguments).split(" "));
  }

  private void withForeignRoot() {
    atSource("chown --recursive 65532 . && touch --date=2001-01-01 .");
    Container.runShell(
        "cd '%s' && chown --recursive 65532 * && chgrp 65532 . && chmod 2775 ."
            .formatted(pods.destinationDirectory("data")));
    pods.disguisingLinks()
        .sourceVariable("FOREIGN_ROOT", "yes")
        .sourceVariable("RESTORE_LINKS", "yes")
        .asUser(65532);
  }

  private static VolumeProgress told(Container container) {
    RsyncLog log = RsyncLog.empty();
    for (String line : container.log().lines().toList()) {
      log = log.with(line);
    }
    return log.volume("data").orElseThrow();
  }

  @Test
  @DisplayName("that has come to its quota ends at once, and says why")
  void quota(@TempDir Path directory) throws Exception {
    Path library = directory.resolve("quota.so");
    Process compiler =
        new ProcessBuilder("bash", "-c", "gcc -shared -fPIC -o '" + library + "' -x c -")
            .redirectErrorStream(true)
            .start();
    compiler.getOutputStream().write(QUOTA.getBytes(StandardCharsets.UTF_8));
    compiler.getOutputStream().close();
    assumeThat(compiler.waitFor()).as("skipped: no gcc to make a quota with").isZero();
    // The kernel may have no quotas, and root has none.
    pods.shim(
        "rsync",
        "[[ $* != *--daemon* ]] || export LD_PRELOAD='" + library + "'",
        "exec /usr/bin/rsync \"$@\"");
    atSource("for i in {1..900}; do echo $i >$i; done; head --bytes=3M /dev/urandom >zlarge");
    pods.sourceVariable("SPACE_CERTAIN", "no")
        .copyArguments("--archive", "--bwlimit=100", "--info=PROGRESS2");

    Container container = pods.startDestination().start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode(Duration.ofSeconds(60))).as(container.log()).isIn(11, 81);
    assertThat(container.log()).contains("Disk quota exceeded (122)");
  }

  /** Of the receiver, however the two ends of it tell each other. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {16, 19})
  @DisplayName("that was cut off is told by its reason, whatever code rsync has for that: 81")
  void cutOff(int code) {
    atSource("for i in {1..900}; do echo $i >$i; done");
    pods.sourceVariable("SPACE_CERTAIN", "no");
    pods.shim(
        "rsync",
        "[[ $* == *.space/* || $* != *' rsync://'* ]] && exec /usr/bin/rsync \"$@\"",
        // As a connection that broke before the words came through.
        "/usr/bin/rsync \"$@\" >/dev/null 2>&1 || exit " + code);
    Container.runShell(
        "head --bytes=4M /dev/zero >'" + pods.destinationDirectory("data") + "/former' || true");

    Container container = pods.startDestination().start(Script.SOURCE_SINGLE);

    assertThat(container.exitCode(Duration.ofSeconds(60))).as(container.log()).isEqualTo(81);
    assertThat(container.log()).contains("No space left on device (28)");
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
