package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Goal: what the launcher does with the Javas of this world. Method: Javas made for the test. */
@Timeout(30)
@Tag("integration")
class LauncherTest {
  private static final Path LAUNCHER =
      Path.of("src/main/launcher/volume-transfer").toAbsolutePath();

  @TempDir private Path directory;

  @Test
  @DisplayName("an old Java is refused, by its release file")
  void old() throws Exception {
    assertThat(launch(java("11.0.2"), LAUNCHER))
        .endsWith("bin/java is Java 11; Java 17 or later is needed (JAVA_HOME chooses one)\n")
        .startsWith("volume-transfer: ");
  }

  @Test
  @DisplayName("Java 8 calls itself 1.8 and is refused too")
  void eight() throws Exception {
    assertThat(launch(java("1.8.0_312"), LAUNCHER)).contains("is Java 8;");
  }

  @Test
  @DisplayName("a JAVA_HOME without Java is named")
  void wrongHome() throws Exception {
    assertThat(launch(directory, LAUNCHER))
        .isEqualTo("volume-transfer: JAVA_HOME is " + directory + ", which has no bin/java\n");
  }

  @Test
  @DisplayName("too few open files are told in a sentence, not by classes that can't be found")
  void openFiles() throws Exception {
    Path home = java("17.0.1");
    Path limited = directory.resolve("limited");
    Files.writeString(limited, "ulimit -n 40\nexec sh " + LAUNCHER + " --version\n");

    assertThat(launch(home, limited))
        .isEqualTo(
            "volume-transfer: only 40 files may be open at once; allow at least 128 (ulimit -n)\n");
  }

  @Test
  @DisplayName("finds its jars and passes its arguments on, also through links")
  void links() throws Exception {
    Path bin = Files.createDirectories(directory.resolve("installation/bin"));
    Files.copy(LAUNCHER, bin.resolve("volume-transfer"));
    Path one = directory.resolve("one");
    Files.createSymbolicLink(one, Path.of("installation/bin/volume-transfer"));
    Path two = Files.createSymbolicLink(directory.resolve("two"), one);

    assertThat(launch(java("17.0.1"), two, "a b", "$c"))
        .contains("[" + bin.getParent().toRealPath() + "/lib/volume-transfer-cli.jar]")
        .contains("[a b][$c]")
        .contains("[-Dvolume-transfer.stderr=file]");
  }

  @Test
  @DisplayName(
      "Java gets a locale in UTF-8, whatever the user's is, and hears what a terminal shows")
  void locale() throws Exception {
    Path home = java("17.0.1");
    Files.writeString(
        home.resolve("bin/java"),
        "#!/bin/sh\nprintf '%s ' \"$LC_ALL\"; locale charmap; printf '[%s]' \"$@\"\n");

    for (String locale : List.of("POSIX", "C", "ar_EG.ISO-8859-6", "de_DE.UTF-8")) {
      assertThat(launch(Map.of("LC_ALL", locale), home, LAUNCHER))
          .as(locale)
          .matches("(?s)(C|en_US)\\.(UTF-8|utf8) UTF-8\\n.*")
          .contains("[-Dfile.encoding=UTF-8]")
          .contains(
              "[-Dvolume-transfer.glyphs="
                  + (locale.endsWith("UTF-8") ? "unicode" : "ascii")
                  + "]");
    }
  }

  @Test
  @DisplayName("options of the user's do not change the encoding of files")
  void options() throws Exception {
    assertThat(launch(Map.of("JAVA_OPTS", "-Dfile.encoding=US-ASCII"), java("17.0.1"), LAUNCHER))
        .containsSubsequence("[-Dfile.encoding=US-ASCII]", "[-Dfile.encoding=UTF-8]", "[-jar]");
  }

  @Test
  @DisplayName("a Java without a release file is asked itself")
  void noRelease() throws Exception {
    Path home = java("17.0.1");
    Files.delete(home.resolve("release"));
    Files.writeString(
        home.resolve("bin/java"), "#!/bin/sh\necho 'openjdk version \"16.0.1\"' >&2\n");

    assertThat(launch(home, LAUNCHER)).contains("is Java 16;");
  }

  private Path java(String version) throws IOException {
    Path home = directory.resolve("java");
    Files.createDirectories(home.resolve("bin"));
    Path java = home.resolve("bin/java");
    Files.writeString(java, "#!/bin/sh\nprintf '[%s]' \"$@\"\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private static String launch(Path javaHome, Path launcher, String... arguments)
      throws IOException, InterruptedException {
    return launch(Map.of(), javaHome, launcher, arguments);
  }

  private static String launch(
      Map<String, String> variables, Path javaHome, Path launcher, String... arguments)
      throws IOException, InterruptedException {
    String[] command = new String[arguments.length + 2];
    command[0] = "sh";
    command[1] = launcher.toString();
    System.arraycopy(arguments, 0, command, 2, arguments.length);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(Map.of("JAVA_HOME", javaHome.toString(), "JAVA_OPTS", ""));
    builder.environment().putAll(variables);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
