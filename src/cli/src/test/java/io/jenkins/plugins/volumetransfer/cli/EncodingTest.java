package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goal: letters arrive, or the command does nothing. Method: a process of its own, as a JVM decodes
 * its arguments before any code of ours runs, and by a script, as this JVM may be in another
 * locale.
 */
@Timeout(120)
@Tag("integration")
class EncodingTest {
  private static final Pattern RUN = Pattern.compile("volume-transfer.jenkins.io/run: \"(\\w+)\"");
  private static final String PLAN =
      "plan --from a/keep --to b/x:größe --exclude /geschützt --verify --tunnel-timeout 20m";

  @TempDir private Path directory;

  @Test
  @DisplayName(
      "in the POSIX locale letters beyond ASCII are refused with 2, and nothing is said to be done")
  void posix() throws Exception {
    assertThat(run("export LC_ALL=POSIX", "", PLAN))
        .isEqualTo(
            "volume-transfer: argument 5 (\"b/x:gr\ufffd\ufffd\ufffd\ufffde\") has letters that"
                + " Java reads as ANSI_X3.4-1968; start bin/volume-transfer, or set LC_ALL to a"
                + " locale in UTF-8, such as C.UTF-8\n"
                + "2\n");
  }

  @Test
  @DisplayName("in UTF-8 they arrive, and neither the language nor the calendar changes a byte")
  void languages() throws Exception {
    String plain = run("export LC_ALL=C.UTF-8", "", PLAN);
    String foreign =
        run(
            "export LC_ALL=C.UTF-8",
            "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-ca-buddhist"
                + " -Dfile.encoding=US-ASCII",
            PLAN);

    assertThat(plain).contains("--exclude=/geschützt", "größe").endsWith("\n0\n");
    assertThat(same(foreign)).isEqualTo(same(plain));
  }

  /** Without what differs between two runs. */
  private static String same(String plan) {
    Matcher run = RUN.matcher(plan);
    assertThat(run.find()).as(plan).isTrue();
    return plan.replace(run.group(1), "RUN").replaceAll("expires: .*", "expires: LATER");
  }

  private String run(String first, String options, String arguments)
      throws IOException, InterruptedException {
    Path script = directory.resolve("run.sh");
    Files.writeString(
        script,
        String.join(
            "\n",
            first,
            "'" + Path.of(System.getProperty("java.home"), "bin", "java") + "' \\",
            "-XX:TieredStopAtLevel=1 " + options + " \\",
            "-cp '" + System.getProperty("java.class.path") + "' \\",
            Main.class.getName() + " " + arguments,
            "echo $?",
            ""));
    Process process = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
