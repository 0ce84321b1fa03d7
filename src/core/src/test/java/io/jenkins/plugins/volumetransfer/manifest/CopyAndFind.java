package io.jenkins.plugins.volumetransfer.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One tree, in the file system, and what rsync and find leave of it. Names are bytes, here as
 * Latin-1; one bash asks about all lists, as a process for each would take longer than they do.
 */
final class CopyAndFind {
  private static final Pattern ESCAPED = Pattern.compile("\\\\#(\\d{3})");

  /** Names in the words of printf(1). */
  private static final List<String> NAMES =
      List.of(
          "f",
          "ab",
          "a.tmp",
          "x*",
          "q?",
          "x+y",
          "back\\\\slash",
          "-",
          "]",
          "^",
          "[x]",
          "*",
          "a b",
          "a ",
          "gr\\303\\266\\303\\237e",
          "e\\314\\201",
          "\\303\\251",
          "\\360\\237\\230\\200",
          "new\\nline",
          "tab\\t",
          "\\001",
          "\\377",
          "!",
          "!f",
          "+ f",
          "- f",
          "P a",
          "$a",
          "(a|b)",
          "lost+found",
          "zz",
          "Ab",
          ".hidden",
          "c.d",
          "7_");

  /** For each list of patterns: what a copy would send, and what find lists. */
  private static final String ASK =
      """
      set -o errexit -o nounset -o pipefail
      export LC_ALL=C
      cd -- "$1/tree"
      for list in "$1"/lists/*; do
        mapfile -t arguments <"$list/rsync"
        mapfile -t left_out <"$list/find"
        copy=(rsync --archive --recursive --dry-run --8-bit-output '--out-format=%n' "${arguments[@]}")
        [[ $2 == WHOLE ]] || copy+=(--no-relative --from0 --files-from="$1/entries")
        "${copy[@]}" ./ "$1/none" >"$list/copied"
        find . -regextype posix-extended '(' "${left_out[@]}" ')' -o -printf '%P\\0' >"$list/listed"
      done
      """;

  private static final String GROW =
      """
      set -o errexit -o nounset -o pipefail
      export LC_ALL=C
      mkdir --parents "$1/tree" "$1/lists"
      cd -- "$1/tree"
      places=(. a b a/b a/b/a dir a/dir dir/a '[x]' c.d lost+found $'gr\\303\\266\\303\\237e')
      mkdir --parents -- "${places[@]}"
      for place in "${places[@]}"; do
        for name in "${@:2}"; do
          printf -v name '%b.' "$name"
          [[ -e $place/${name%.} ]] || : >"./$place/${name%.}"
        done
      done
      ln --symbolic a link
      : >b/dir
      find . -mindepth 1 -maxdepth 1 -printf './%P\\0' >"$1/entries"
      """;

  private final Path directory;
  private int asked;

  CopyAndFind(Path directory) throws IOException, InterruptedException {
    this.directory = directory;
    Files.createDirectories(directory);
    List<String> arguments = new ArrayList<>(List.of(directory.toString()));
    arguments.addAll(NAMES);
    bash(GROW, arguments);
  }

  int paths() throws IOException {
    try (Stream<Path> all = Files.walk(directory.resolve("tree"))) {
      return (int) all.count() - 1;
    }
  }

  /** How rsync is told what to copy: as {@code send.sh} does it, or without root at times. */
  enum Way {
    WHOLE,
    ENTRIES
  }

  /** A line for each path on which they do not agree. */
  List<String> disagreements(List<List<String>> lists, Way way)
      throws IOException, InterruptedException {
    List<Path> places = new ArrayList<>();
    for (List<String> patterns : lists) {
      Path place = directory.resolve("lists/" + asked++);
      Files.createDirectories(place);
      places.add(place);
      write(place.resolve("rsync"), patterns.stream().map(each -> "--exclude=" + each).toList());
      write(place.resolve("find"), ExcludePatterns.asFindExpression(patterns));
    }
    bash(ASK, List.of(directory.toString(), way.name()));
    List<String> all = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      TreeSet<String> listed = listed(places.get(i).resolve("listed"));
      TreeSet<String> copied = copied(places.get(i).resolve("copied"));
      String patterns = lists.get(i).toString();
      copied.stream()
          .filter(path -> !listed.contains(path))
          .forEach(path -> all.add(patterns + ": not compared: " + path));
      listed.stream()
          .filter(path -> !copied.contains(path))
          .forEach(path -> all.add(patterns + ": not copied: " + path));
    }
    return all;
  }

  private static void write(Path file, List<String> lines) throws IOException {
    Files.writeString(file, lines.stream().collect(Collectors.joining("\n", "", "\n")));
  }

  private static TreeSet<String> listed(Path file) throws IOException {
    return Stream.of(Files.readString(file, StandardCharsets.ISO_8859_1).split("\0"))
        .filter(path -> !path.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** rsync names with a format of its own all that it would send. */
  private static TreeSet<String> copied(Path file) throws IOException {
    return Stream.of(Files.readString(file, StandardCharsets.ISO_8859_1).split("\n"))
        .filter(line -> !line.startsWith("created directory ") && !line.isEmpty())
        .map(line -> line.endsWith("/") ? line.substring(0, line.length() - 1) : line)
        .filter(line -> !line.equals("."))
        .map(
            line ->
                ESCAPED
                    .matcher(line)
                    .replaceAll(
                        found ->
                            Matcher.quoteReplacement(
                                Character.toString(Integer.parseInt(found.group(1), 8)))))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void bash(String script, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", "-c", script, "bash"));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
