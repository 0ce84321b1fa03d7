package io.jenkins.plugins.volumetransfer.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo as it is packaged: as this user and, where this user is root, as another one too. */
class DemoIT {
  private static final Path INSTALLATION = Path.of("target/volume-transfer");
  private static final String SOMEBODY = "65534";

  private Path home;

  @BeforeEach
  void makeAHome() throws IOException {
    home = Files.createTempDirectory("volume-transfer-demo-it");
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwxrwx"));
  }

  @AfterEach
  void removeIt() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  @DisplayName("copies, compares, and says where the report is")
  void demo() throws Exception {
    demo("separate");
  }

  @ParameterizedTest(name = "--topology={0}")
  @Tag("exhaustive")
  @DisplayName("does the same with its pods in another shape")
  @ValueSource(strings = {"single", "sidecar"})
  void demo(String topology) throws Exception {
    assertEqualTrees(
        List.of(
            INSTALLATION.resolve("bin/volume-transfer").toAbsolutePath().toString(),
            "demo",
            "--topology=" + topology));
  }

  @Test
  @DisplayName("without root links, modes, times and names arrive all the same")
  void withoutRoot() throws Exception {
    boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
    if (!root) {
      demo("separate");
      return;
    }
    // This checkout may lie where nobody else can read.
    Path copy = home.resolve("installation");
    new ProcessBuilder("cp", "--recursive", INSTALLATION.toString(), copy.toString())
        .start()
        .waitFor(60, TimeUnit.SECONDS);
    new ProcessBuilder("chmod", "--recursive", "a+rX", copy.toString())
        .start()
        .waitFor(60, TimeUnit.SECONDS);
    assertEqualTrees(
        List.of(
            "setpriv",
            "--reuid=" + SOMEBODY,
            "--regid=" + SOMEBODY,
            "--clear-groups",
            copy.resolve("bin/volume-transfer").toString(),
            "demo"));
  }

  private void assertEqualTrees(List<String> command) throws Exception {
    Path output = home.resolve("output");
    List<String> whole = new ArrayList<>(command);
    whole.addAll(List.of("--small-files=1000", "--big-file=8", "--directory=" + home + "/demo"));
    Process process =
        new ProcessBuilder(whole).redirectErrorStream(true).redirectOutput(output.toFile()).start();

    assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isZero();
    String said = Files.readString(output);
    assertThat(said).contains("demo: equal: ", "demo: left here: ");
    assertThat(plain(said)).as("docs/demo.svg, made by bin/demo-svg").contains(linesOfThePicture());
    assertThat(home.resolve("demo/report.json")).content().contains("SUCCEEDED");
    assertThat(home.resolve("demo/cluster")).doesNotExist();
  }

  /** Those that stay: others show how far it was. */
  private static List<String> linesOfThePicture() throws Exception {
    List<String> lines =
        DemoPictureTest.elements(Files.readString(DemoPictureTest.PICTURE)).stream()
            .filter(each -> each.getTagName().equals("text") && !each.hasAttribute("class"))
            .map(each -> plain(each.getTextContent()))
            .toList();
    assertThat(lines).hasSizeGreaterThan(5);
    return lines;
  }

  /** Without what differs from run to run. */
  private static String plain(String said) {
    return said.replaceAll("\\brun [a-z0-9]+", "run ID")
        .replaceAll("left here: \\S+", "left here: FILE")
        .replaceAll("[0-9][0-9.,:]*", "N")
        .replaceAll("[KMG]iB", "iB")
        .replaceAll(" +", " ");
  }
}
