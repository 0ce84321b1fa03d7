package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A link without root")
class LinksTest {
  @TempDir private Path directory;
  private Path tree;
  private Path noted;

  @BeforeEach
  void directories() throws Exception {
    tree = Files.createDirectories(directory.resolve("tree"));
    noted = Files.createDirectories(directory.resolve("noted"));
    TextFiles.write(directory.resolve("config/left-out"), "-false\n");
  }

  private ShellFunctions source(String answer, int code) {
    return new ShellFunctions(directory, Script.LINKS)
        .in(tree)
        .define("fetch_answer() { printf '%s\\n' '" + answer + "' >\"$2\"; }")
        .define("ask() { printf '%s\\n' \"$*\"; return " + code + "; }")
        .define("is_copied() { ((!$1)); }")
        .variable("TUNNEL_HOST", "localhost")
        .variable("SCRATCH_DIRECTORY", noted)
        .variable("CONFIG_DIRECTORY", directory.resolve("config"));
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource({"none, 9, 0", "some, 0, 0", "some, 11, 11", "any, 0, 12", "'', 0, 12"})
  @DisplayName("at the source is told to the destination, if that has to know")
  void told(String answer, int code, int ended) {
    Container.runShell("ln --symbolic there '" + tree + "/link'");

    ShellFunctions.Result result = source(answer, code).call("note_links", "v");

    assertThat(result.code()).as(result.toString()).isEqualTo(ended);
    assertThat(result.errors().contains("and nothing was copied")).isEqualTo(ended != 0);
    if (answer.equals("some")) {
      assertThat(result.output()).contains("rsync://root@localhost/v.own/own");
      assertThat(noted.resolve("own")).hasContent("./link///rsyncd-munged/there\0");
    }
  }

  @Test
  @DisplayName("that can't be asked for ends with rsync's code")
  void unasked() {
    assertThat(source("", 0).call("fail_at_links", "v", 10).code()).isEqualTo(10);
  }

  @ParameterizedTest(name = "{0}, {1}: {2}")
  @CsvSource({"0, 0, 0", "12, 0, 75", "12, 23, 0"})
  @DisplayName("that was copied and not restored is told: 75")
  void restored(int code, int copied, int ended) {
    assertThat(source("", code).call("restore_links", "v", copied).code()).isEqualTo(ended);
  }

  @Nested
  @DisplayName("at the destination")
  class Destination {
    private ShellFunctions functions;

    @BeforeEach
    void source() {
      functions =
          new ShellFunctions(directory, Script.DESTINATION_LINKS)
              .in(tree)
              .variable("SCRATCH_DIRECTORY", directory.resolve("scratch"))
              .variable("CONFIG_DIRECTORY", directory.resolve("config"))
              .variable("VOLUMES_DIRECTORY", directory);
      TextFiles.write(directory.resolve("config/volumes"), "v\t\n");
      Container.runShell("mkdir --parents '" + directory + "/scratch/answers'");
    }

    @Test
    @DisplayName("is found if it is disguised and not left out")
    void found() {
      Container.runShell(
          "cd '%s' && mkdir out && ln -s /rsyncd-munged/x a && ln -s /rsyncd-munged/x out/b && ln -s x c"
              .formatted(tree));

      assertThat(functions.print("find_disguised", "-path", "./out", "-prune"))
          .matches("\\d+ [\\d.]+/\\./a///rsyncd-munged/x\0");
    }

    @Test
    @DisplayName("is compared without its inode and time")
    void state() {
      assertThat(
              functions
                  .input("2 1.5/./b//t\0" + "1 1.5/./a//t\0" + "3 1/./a//t\0")
                  .print("without_state"))
          .isEqualTo("./a//t\0./b//t\0");
    }

    @Test
    @DisplayName("makes the answer `some`, else it is `none`")
    void answer() {
      assertThat(functions.print("note_found", noted, "-false")).isEqualTo("none");
      assertThat(noted.resolve("own")).isEmptyFile();
      Container.runShell("ln --symbolic /rsyncd-munged/x '" + tree + "/a'");

      assertThat(functions.print("note_found", noted, "-false")).isEqualTo("some");
      assertThat(noted.resolve("own")).doesNotExist();
    }

    /** Untouched and not the source's: foreign. Touched, or the source's: ours. */
    @Test
    @DisplayName("is ours unless nobody has touched it and the source has none like it")
    void ours() {
      TextFiles.write(
          noted.resolve("found"), "1 1/./foreign//t\0" + "2 1/./left//t\0" + "3 1/./new//t\0");
      TextFiles.write(
          noted.resolve("left"), "1 1/./foreign//t\0" + "2 1/./left//t\0" + "3 2/./new//t\0");
      TextFiles.write(noted.resolve("own"), "./left//t\0");

      assertThat(functions.print("ours", noted)).isEqualTo("./left//t\0./new//t\0");
    }

    @Test
    @DisplayName("gets its name back and keeps its time, in its own directory")
    void restore() throws Exception {
      Container.runShell(
          "cd '%s' && mkdir d && ln -s /rsyncd-munged/there d/a && touch -h -d @7 d/a && touch -d @9 d"
              .formatted(tree));

      functions.print("restore_link", tree, "./d", "a", "there");

      Path link = tree.resolve("d/a");
      assertThat(Files.readSymbolicLink(link)).hasToString("there");
      assertThat(
              Files.getLastModifiedTime(link, java.nio.file.LinkOption.NOFOLLOW_LINKS).toMillis())
          .isEqualTo(7000);
      assertThat(Files.getLastModifiedTime(tree.resolve("d")).toMillis()).isEqualTo(9000);
    }

    @Test
    @DisplayName("is restored once, even to one that looks disguised")
    void once() throws Exception {
      Container.runShell("cd '%s' && ln -s /rsyncd-munged//rsyncd-munged/x a".formatted(tree));
      TextFiles.write(noted.resolve("found"), "");
      TextFiles.write(noted.resolve("own"), "");

      functions.print("restore_ours", noted, tree, "-false");

      assertThat(Files.readSymbolicLink(tree.resolve("a"))).hasToString("/rsyncd-munged/x");
    }

    @Test
    @DisplayName("is looked for in the directory that the daemon has open")
    void served() {
      Container.runShell("ln --symbolic /rsyncd-munged/x '" + tree + "/a'");

      functions.define("exec 20<'" + tree + "'").in(directory).print("serve_links", "v.foreign");

      assertThat(directory.resolve("scratch/answers/v.foreign")).hasContent("some");
    }
  }
}
