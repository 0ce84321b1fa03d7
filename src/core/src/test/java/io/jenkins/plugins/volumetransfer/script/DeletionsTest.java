package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

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
 * Goal: nothing empties a destination by mistake, and a limit of deletions that was reached is
 * told. Method: real rsync and stunnel.
 */
@DisplayName("What is only at the destination")
@Tag("integration")
class DeletionsTest {
  private static final String NOTHING_TO_COPY = "volume-transfer: volume data has nothing to copy";

  private final TransferPods pods = new TransferPods().volume("data", "");
  private final Path destination = pods.destinationDirectory("data");

  @BeforeEach
  void fill() {
    in(destination, "mkdir old; touch old/1 old/2 3 4 5");
    copyArguments();
    pods.sourceVariable("REFUSE_EMPTY_SOURCE", "yes");
  }

  @AfterEach
  void end() {
    pods.close();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "true",
        "mkdir lost+found",
        // All that is there is left out.
        "mkdir .snapshot; touch .snapshot/hourly",
        "touch a.tmp b.tmp c.tmp"
      })
  @DisplayName("stays if the source has nothing to copy: 80")
  void emptySource(String command) {
    in(pods.sourceDirectory("data"), command);
    copyArguments("--exclude=/.snapshot", "--exclude=*.tmp", "--filter=protect /lost+found");

    Container container = copy();

    assertThat(container.exitCode()).as(container.log()).isEqualTo(80);
    assertThat(container.log()).contains(NOTHING_TO_COPY, "write `delete: true`");
    assertThat(pods.result()).containsExactly("data 80");
    assertThat(TextFiles.tree(destination)).containsKeys("old/1", "old/2", "3", "4", "5");
  }

  @Test
  @DisplayName("goes if the source has nothing to copy and that was asked for")
  void asked() {
    pods.sourceVariable("REFUSE_EMPTY_SOURCE", "no");

    Container container = copy();

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(TextFiles.tree(destination)).isEmpty();
  }

  @Test
  @DisplayName("does not matter where nothing would be deleted")
  void nothingToDelete() {
    in(destination, "rm -r old; mkdir lost+found .snapshot; touch .snapshot/daily lost+found/a");
    in(destination, "rm 3 4 5");
    copyArguments("--exclude=/.snapshot", "--filter=protect /lost+found");

    Container container = copy();

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(pods.result()).containsExactly("data 0");
  }

  @Test
  @DisplayName("goes if the source has anything at all, and is told name by name")
  void something() {
    in(pods.sourceDirectory("data"), "touch new");

    Container container = copy();

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(container.log()).contains("deleting old/1");
    assertThat(TextFiles.tree(destination)).containsOnlyKeys("new");
  }

  @ParameterizedTest(name = "at most {0}: {1}")
  @CsvSource({"6, 0, 0", "5, 25, 1", "1, 25, 5", "0, 25, 6"})
  @DisplayName("goes up to the limit; one that is reached is told by 25")
  void limit(int limit, int code, int left) {
    in(pods.sourceDirectory("data"), "touch new");
    copyArguments("--max-delete=" + limit);

    Container container = copy();

    assertThat(container.exitCode()).as(container.log()).isEqualTo(code);
    assertThat(pods.result()).containsExactly("data " + code);
    assertThat(TextFiles.tree(destination)).containsKey("new");
    assertThat(entries()).isEqualTo(1 + left);
  }

  @ParameterizedTest(name = "at most {0}, {1}: {2}")
  @CsvSource({
    "5, --delete, 0",
    "4, --delete, 25",
    "2, --delete, 25",
    "1, --delete, 25",
    "5, --delete-before, 0",
    "4, --delete-before, 25",
    "2, --delete-before, 25",
    "0, --delete-before, 25"
  })
  @DisplayName("goes up to the limit, though two rsyncs delete it below another user's root")
  void limitOfTwo(int limit, String when, int code) {
    in(pods.sourceDirectory("data"), "mkdir old; touch old/new new; chown --recursive 65532 .");
    in(pods.sourceDirectory("data"), "touch --date=2001-01-01 .");
    in(destination, "chown --recursive 65532 *; chgrp 65532 .; chmod 2775 .");
    // A list of files turns the recursion off that `--archive` has.
    copyArguments("--recursive", "--max-delete=" + limit, when);
    asAnotherUser();

    Container container = copy();

    assertThat(container.exitCode()).as(container.log()).isEqualTo(code);
    assertThat(container.log()).contains("belongs to another user");
    assertThat(TextFiles.tree(destination)).containsKeys("new", "old/new");
    // Two new files and the directory; of the old ones what the limit has left.
    assertThat(entries()).as(container.log()).isEqualTo(3 + 5 - limit);
  }

  @Test
  @DisplayName("goes up to the limit in each volume, whatever went in the one before")
  void limitOfEach() {
    pods.volume("more", "").sourceVariable("REFUSE_EMPTY_SOURCE", "no");
    in(pods.destinationDirectory("more"), "touch 1 2 3");
    for (String volume : new String[] {"data", "more"}) {
      in(pods.sourceDirectory(volume), "chown 65532 . && touch --date=2001-01-01 .");
      in(
          pods.destinationDirectory(volume),
          "chown --recursive 65532 *; chgrp 65532 .; chmod 2775 .");
    }
    copyArguments("--recursive", "--max-delete=6");
    asAnotherUser();

    Container container = copy();

    assertThat(container.exitCode()).as(container.log()).isZero();
    assertThat(pods.result()).containsExactly("data 0", "more 0");
    assertThat(TextFiles.tree(pods.destinationDirectory("more"))).isEmpty();
  }

  @Test
  @DisplayName("is told once the limit is reached, even where files have vanished")
  void limitAndVanished() {
    in(pods.sourceDirectory("data"), "touch new");
    pods.shim(
        "rsync",
        "case $* in */data) ;; *) exec /usr/bin/rsync \"$@\" ;; esac",
        "echo 'Deletions stopped due to --max-delete limit (3 skipped)' >&2",
        "exit 24");
    copyArguments("--max-delete=2");

    Container container = copy();

    assertThat(container.exitCode()).as(container.log()).isEqualTo(25);
  }

  @Test
  @DisplayName("is not verified away once the limit is reached")
  void limitAndVerification() {
    in(pods.sourceDirectory("data"), "touch new");
    copyArguments("--max-delete=2");
    pods.verified("-false");

    Container container = copy();

    assertThat(container.exitCode()).as(container.log()).isEqualTo(25);
    assertThat(pods.result()).containsExactly("data 25");
  }

  @Test
  @DisplayName("stays where rsync can't be asked what would be deleted")
  void unknown() {
    pods.shim("rsync", "[[ $* != *--dry-run* ]] || exit 12", "exec /usr/bin/rsync \"$@\"");

    Container container = copy();

    assertThat(container.exitCode()).as(container.log()).isEqualTo(12);
    assertThat(TextFiles.tree(destination)).containsKeys("old/1", "3");
  }

  private long entries() {
    return destination.toFile().listFiles().length
        + (destination.resolve("old").toFile().isDirectory()
            ? destination.resolve("old").toFile().listFiles().length
            : 0);
  }

  private void copyArguments(String... more) {
    String[] usual = {"--archive", "--delete", "--info=PROGRESS2,STATS2,DEL2"};
    String[] all = new String[usual.length + more.length];
    System.arraycopy(usual, 0, all, 0, usual.length);
    System.arraycopy(more, 0, all, usual.length, more.length);
    pods.copyArguments(all);
  }

  private void asAnotherUser() {
    pods.disguisingLinks()
        .sourceVariable("FOREIGN_ROOT", "yes")
        .sourceVariable("RESTORE_LINKS", "yes")
        .asUser(65532);
  }

  private Container copy() {
    return pods.startDestination().start(Script.SOURCE_SINGLE);
  }

  private static void in(Path directory, String command) {
    Container.runShell("cd '" + directory + "' && " + command);
  }
}
