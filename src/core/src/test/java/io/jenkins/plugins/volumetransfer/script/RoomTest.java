package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Room")
class RoomTest {
  private static final String FULL = "ext2/ext3 512 8 2 100 40 no";

  @TempDir private Path directory;
  private Path tree;
  private ShellFunctions functions;

  @BeforeEach
  void source() throws Exception {
    tree = Files.createDirectories(directory.resolve("tree"));
    functions =
        new ShellFunctions(directory, Script.SPACE)
            .in(tree)
            .define("log() { printf '%s\\n' \"$*\"; }")
            .define("fetch_answer() { printf '%s\\n' \"$ANSWER\" >\"$2\"; }")
            .variable("IPC_DIRECTORY", directory)
            .variable("SPACE_CERTAIN", "yes")
            .variable("SPACE_SECONDS_MAX", 60);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    // All that is free; all that there is, as anything may be replaced.
    "ext2/ext3 512 8 2 100 40 yes, 1024 40",
    "ext2/ext3 512 8 2 100 40 no, 4096 100",
    "xfs 512 8 2 100 40 yes, 1024 0",
    "btrfs 512 8 2 0 0 no, 4096 0",
  })
  @DisplayName("is the most that can ever be stored")
  void room(String answer, String room) {
    assertThat(functions.print("room_in", (Object[]) answer.split(" "))).isEqualTo(room);
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "nothing",
        "ext2/ext3 512 8 2 100",
        "ext2/ext3 512 8 -2 100 40 yes",
        "ext2/ext3 a[$(>ran)] 8 2 100 40 yes",
        "ext2/ext3 512 8 2 100 a[$(>ran)] yes",
      })
  @DisplayName("is not known from an answer that is none, and no command in it runs")
  void none(String answer) {
    assertThat(functions.call("room_in", (Object[]) answer.split(" ")).output()).isEmpty();
    assertThat(tree.resolve("ran")).doesNotExist();
  }

  @Test
  @DisplayName("is told in bytes and inodes")
  void told() {
    assertThat(functions.print("told_room", (Object[]) FULL.split(" ")))
        .isEqualTo("1024 of 4096 bytes free, 40 of 100 inodes");
  }

  @ParameterizedTest(name = "{0} bytes, {1} names in {2}, {3}: {4}")
  @CsvSource({
    "10, 5, 10, 5, 1",
    "11, 5, 10, 5, 0",
    "10, 6, 10, 5, 0",
    "10, 6, 10, 0, 1",
    "x, 6, 10, 0, 1",
    "11, 5, '', '', 1",
  })
  @DisplayName("is too little for what needs more, of either; in doubt it is not")
  void tooMuch(String bytes, String entries, String room, String names, int code) {
    assertThat(functions.call("is_too_much", bytes, entries, room, names).code()).isEqualTo(code);
  }

  @Test
  @DisplayName("that a file system has in use is what it tells")
  void used() {
    functions.define("stat() { printf '512 8 2 100 40\\n'; }");

    assertThat(functions.print("used_here")).isEqualTo("3072 60");
    assertThat(functions.define("stat() { printf '? ? ? ? ?\\n'; }").call("used_here").code())
        .isNotZero();
  }

  @Test
  @DisplayName("that a tree needs is counted without small files, second names and holes")
  void sum() {
    Container.runShell(
        "cd '%s' && head --bytes=10000 /dev/urandom >large && ln large twin && echo x >small"
                .formatted(tree)
            + " && mkdir a && head --bytes=5000 /dev/urandom >a/b && truncate --size=1M hole");

    String[] sums = functions.print("sum_tree", 60).split(" ");

    // Holes are as large as they say only in the sum of the sizes.
    assertThat(sums).containsExactly("5000", "" + (5000 + 2 + (1 << 20)), "5");
  }

  @Test
  @DisplayName("is said in units for people")
  void figures() {
    String said =
        functions.print("figures", 2048, 4096, 3, "xfs", "512", "8", "2", "100", "40", "no");

    assertThat(said)
        .isEqualTo(
            "it has at least 2.0KiB in 3 files and directories (their sizes come to 4.0KiB), and at"
                + " the destination 1.0KiB of 4.0KiB are free, and 40 of 100 inodes");
    assertThat(functions.print("readable", 1536)).isEqualTo("1.5KiB");
  }

  @Test
  @DisplayName("that is too little is refused, if that is certain: 78")
  void refused() {
    Container.runShell("head --bytes=10000 /dev/urandom >'%s/large'".formatted(tree));
    functions.variable("ANSWER", FULL);

    ShellFunctions.Result result = functions.call("check_room", "v");

    assertThat(result.code()).as(result.toString()).isEqualTo(78);
    assertThat(result.errors())
        .contains("volume-transfer: volume v does not fit: it has at least 9.8KiB in 2 files");
    ShellFunctions.Result uncertain =
        functions.variable("SPACE_CERTAIN", "no").call("check_room", "v");
    assertThat(uncertain.code()).isZero();
    assertThat(uncertain.output()).contains("volume v may not fit: it has at least 9.8KiB");
  }

  @Test
  @DisplayName("that suffices, or is not told, is no reason to copy nothing")
  void enough() {
    assertThat(
            functions.variable("ANSWER", "ext2/ext3 512 8 2 100 40 yes").print("check_room", "v"))
        .isEqualTo("volume v room: 1024 of 4096 bytes free, 40 of 100 inodes");
    assertThat(functions.define("fetch_answer() { rm --force \"$2\"; }").print("check_room", "v"))
        .isEmpty();
  }
}
