package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import java.io.FileWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Goal: the files of a run are there, whatever became of it. */
@Timeout(60)
class ReportOptionsTest {
  @TempDir private Path directory;

  @Test
  @DisplayName("both files are written, named in the summary, and nothing else lies beside them")
  void both() throws IOException {
    Typed typed = Typed.without();

    assertThat(run(typed, "--report-junit=" + file("a.xml"), "--report-html=" + file("a.html")))
        .isEqualTo(0);

    assertThat(typed.out())
        .endsWith("JUnit report: " + file("a.xml") + "\nHTML report: " + file("a.html") + "\n");
    assertThat(Files.readString(file("a.xml"))).contains("name=\"app-3/data -&gt; app-4/data\"");
    assertThat(Files.readString(file("a.html")))
        .contains("The transfer succeeded", "stunnel of vt-r1-data-source-1 &lt;says&gt;");
    assertThat(names()).containsExactlyInAnyOrder("a.xml", "a.html");
  }

  @Test
  @DisplayName("a run that fails is reported, in place of a former report")
  void failed() throws IOException {
    Files.writeString(file("a.xml"), "old");
    Typed typed = Typed.into(new FakeCluster().endsWith("data", 11));

    assertThat(run(typed, "--report-junit=" + file("a.xml"))).isEqualTo(1);

    assertThat(Files.readString(file("a.xml"))).contains("type=\"RSYNC_FAILED\"");
  }

  @Test
  @DisplayName("a run that is stopped is reported")
  void stopped() throws Exception {
    Typed typed = Typed.into(new FakeCluster().neverEnds("data"));
    CompletableFuture<Integer> code =
        CompletableFuture.supplyAsync(
            () -> run(typed, "--report-junit=" + file("a.xml"), "--report-html=" + file("a.html")));
    await().until(() -> typed.err().contains("copying"));

    typed.signal(StopSignal.TERM);

    assertThat(code.get(60, TimeUnit.SECONDS)).isEqualTo(143);
    assertThat(Files.readString(file("a.xml"))).contains("type=\"ABORTED\"");
    assertThat(Files.readString(file("a.html"))).contains("ABORTED");
  }

  @Test
  @DisplayName("what was left behind is removed by commands that find the user's clusters")
  void leftBehind() throws IOException {
    Typed typed = Typed.into(new FakeCluster().undeletable(ObjectRef.Kind.CONFIG_MAP));
    String command = "volume-transfer cleanup --run r1 --context east -n app-3 -n app-4";

    assertThat(
            run(
                typed,
                "--source-context=east",
                "--destination-context=east",
                "--report-html=" + file("a.html")))
        .isEqualTo(4);

    assertThat(typed.out()).contains(command + "\n");
    assertThat(Files.readString(file("a.html"))).contains("<li>" + command + "</li>");
  }

  @Test
  @DisplayName("with JSON lines, every line of stdout is one, and the last is the result")
  void json() throws IOException {
    Typed typed = Typed.without();

    run(typed, "--output=json", "--report-html=" + file("a.html"));

    assertThat(JsonLines.read(typed.out()))
        .last()
        .satisfies(last -> assertThat(last.path("event").asText()).isEqualTo("result"));
    assertThat(typed.err()).contains("HTML report: " + file("a.html"));
  }

  @Test
  @DisplayName("without a page, no logs are read")
  void noLogs() {
    Typed typed = Typed.without();

    run(typed, "--output=json", "--report-junit=" + file("a.xml"));

    assertThat(typed.out()).contains("\"event\":\"result\"").doesNotContain("\"event\":\"log\"");
  }

  @Test
  @DisplayName("a file that can't be is refused before anything is done")
  void refused() {
    Typed typed = Typed.without();

    for (String file : List.of(directory.toString(), directory + "/none/a.xml", "/dev/null")) {
      assertThat(run(typed, "--report-junit=" + file)).as(file).isEqualTo(2);
    }
    assertThat(run(typed, "--report-junit=" + file("a"), "--report-html=" + file("./a")))
        .isEqualTo(2);

    assertThat(typed.err())
        .contains("--report-junit: name a file in a directory that is there, not ")
        .contains("--report-junit: /dev/null is no file; name one")
        .contains("--report-html: name another file than that of --report-junit");
    assertThat(typed.opened()).isEmpty();
    assertThat(typed.out()).isEmpty();
  }

  @Test
  @DisplayName("a report that can't be written in the end is told, and changes the exit code")
  void vanished() throws IOException {
    // What is written first, beside the file, is in the way.
    Files.createDirectories(
        directory.resolve(".a.xml." + ProcessHandle.current().pid() + ".partial/x"));
    Typed typed = Typed.without();

    assertThat(run(typed, "--report-junit=" + file("a.xml"))).isEqualTo(5);

    assertThat(typed.err()).contains("JUnit report: " + file("a.xml") + " can't be written");
    assertThat(typed.out()).doesNotContain("JUnit report");
  }

  @Test
  @DisplayName("output that can't be written is told, and changes the exit code")
  void fullDisk() throws IOException {
    Typed typed = Typed.without().writingTo(new FileWriter("/dev/full", StandardCharsets.UTF_8));

    assertThat(run(typed, "--output=json")).isEqualTo(5);

    assertThat(typed.err()).contains("what goes to stdout could not be written whole");
  }

  private Path file(String name) {
    return directory.resolve(name);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static int run(Typed typed, String... more) {
    return typed.run(
        Stream.concat(
                Stream.of("transfer", "--from=app-3/data", "--to=app-4/data", "--run-id=r1"),
                Stream.of(more))
            .toArray(String[]::new));
  }
}
