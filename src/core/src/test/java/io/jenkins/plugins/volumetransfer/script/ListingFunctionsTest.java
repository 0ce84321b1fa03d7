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

@DisplayName("In a listing")
class ListingFunctionsTest {
  private static final String HELLO =
      "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";

  @TempDir private Path directory;
  private Path tree;
  private Path work;
  private ShellFunctions functions;

  @BeforeEach
  void source() throws Exception {
    tree = Files.createDirectories(directory.resolve("tree"));
    work = Files.createDirectories(directory.resolve("work"));
    TextFiles.write(directory.resolve("config/left-out"), "-false\n");
    functions =
        new ShellFunctions(directory, Script.LISTING)
            .in(tree)
            .variable("CONFIG_DIRECTORY", directory.resolve("config"))
            .variable("COMPARE_OWNERS", "no")
            .variable("COMPARE_HARD_LINKS", "yes");
    Container.runShell(
        "cd '%s' && echo hello >a && ln a b && ln -s a l && touch -h -d @5 a l . && chmod 644 a"
            .formatted(tree));
  }

  @Test
  @DisplayName("each entry is looked at once")
  void walk() {
    functions.print("walk", work, "no", "yes", "-path", "./l");

    assertThat(read("attributes"))
        .contains("./a//f 0644 - 6 1970-01-01T00:00:05\0", ".//d ")
        .doesNotContain("./l");
    assertThat(read("linked-files"))
        .containsPattern("^\\d+:\\d+:6/\\./[ab]\0\\d+:\\d+:6/\\./[ab]\0$");
    assertThat(read("targets")).isEmpty();
    functions.print("walk", work, "yes", "no", "-false");
    assertThat(read("targets")).isEqualTo("./l//-> a\0");
    assertThat(read("attributes")).containsPattern("\\./a//f 0644 \\d+:\\d+ 6 ");
    assertThat(read("sizes")).isEqualTo("6\n6\n");
  }

  @Test
  @DisplayName("names of one file are told by the first")
  void group() {
    TextFiles.write(work.resolve("links"), "1:2:6/./b\0" + "1:3:6/./c\0" + "1:2:6/./a\0");

    functions.print("group", work.resolve("links"));

    assertThat(read("links.first")).isEqualTo("1:2:6/./a\0" + "1:3:6/./c\0");
    assertThat(read("links.facts")).isEqualTo("./a//=/./a\0./b//=/./a\0./c//=/./c\0");
  }

  @Test
  @DisplayName("a content is read by the first name")
  void firstNames() {
    TextFiles.write(work.resolve("linked-files.first"), "1:2:6/./a\0");
    TextFiles.write(work.resolve("files"), "./x\0");
    TextFiles.write(work.resolve("sizes"), "1\n");

    functions.print("add_first_names", work);

    assertThat(read("files")).isEqualTo("./x\0./a\0");
    assertThat(read("sizes")).isEqualTo("1\n6\n");
  }

  @Test
  @DisplayName("contents are checksums")
  void contents() {
    TextFiles.write(work.resolve("files"), "./a\0");
    TextFiles.write(work.resolve("devices"), "");

    functions.print("read_contents", work);

    assertThat(read("contents")).isEqualTo("./a//" + HELLO + "\0");
  }

  @Test
  @DisplayName("facts are sorted by their bytes")
  void sorted() {
    TextFiles.write(work.resolve("facts"), "b\0B\0a/\0a\0");

    assertThat(functions.print("sort_facts", work, work.resolve("facts")))
        .isEqualTo("B\0a\0a/\0b\0");
  }

  @ParameterizedTest(name = "to {1}")
  @CsvSource({"'', 0", "7, 7", "1|2|3, 6"})
  @DisplayName("sizes are summed")
  void sum(String numbers, String sum) {
    TextFiles.write(work.resolve("n"), numbers.isEmpty() ? "" : numbers.replace('|', '\n') + "\n");

    assertThat(functions.print("sum", work.resolve("n"))).isEqualTo(sum);
  }

  @Test
  @DisplayName("facts are counted")
  void count() {
    TextFiles.write(work.resolve("n"), "a\nb\0c\0");

    assertThat(functions.print("count", work.resolve("n"))).isEqualTo("2");
  }

  @Test
  @DisplayName("the state is replaced as a whole")
  void tell() {
    functions.print("tell", work, "reading 1 2");

    assertThat(read("state")).isEqualTo("reading 1 2\n");
    assertThat(work.toFile().list()).containsExactly("state");
  }

  @Test
  @DisplayName("what was read so far is what the system has counted, or nothing")
  void bytes() {
    TextFiles.write(work.resolve("reader"), "4999999999\n");
    assertThat(functions.print("bytes_read", work.resolve("reader"))).isEqualTo("0");
    assertThat(functions.print("bytes_read", work.resolve("nowhere"))).isEqualTo("0");
    TextFiles.write(work.resolve("reader"), ProcessHandle.current().pid() + "\n");

    assertThat(Long.parseLong(functions.print("bytes_read", work.resolve("reader")))).isPositive();
  }

  @Test
  @DisplayName("all is put together, and its last state has its checksum")
  void whole() {
    assertThat(functions.print("make_listing", tree, work)).matches("done 4 6 8 [0-9a-f]{64}");

    functions.print("list_tree", tree, Files.exists(work) ? work : tree);
    assertThat(read("state")).matches("done 4 6 \\d+ [0-9a-f]{64}\n");
    assertThat(read("listing"))
        .contains("./a//=/./a\0", "./a//" + HELLO, "./b//=/./a", "./l//-> a");
  }

  private String read(String name) {
    return TextFiles.read(work.resolve(name));
  }
}
