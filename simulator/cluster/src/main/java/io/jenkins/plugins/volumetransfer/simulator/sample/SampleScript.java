package io.jenkins.plugins.volumetransfer.simulator.sample;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The scripts of this package; for use here and in pods. Both need bash and GNU coreutils. */
public enum SampleScript {
  /** Arguments: a directory, a number of small files, the size of a big one in MiB. */
  SAMPLE_TREE("sample-tree.sh"),
  /** Argument: a directory. Output: what {@link TreeListing#parse} reads. */
  TREE_LISTING("tree-listing.sh");

  private final String fileName;

  SampleScript(String fileName) {
    this.fileName = fileName;
  }

  public String text() {
    try (InputStream resource = SampleScript.class.getResourceAsStream(fileName)) {
      if (resource == null) {
        throw new IOException("the resource " + fileName + " is missing");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs the script on this machine.
   *
   * @return what it printed
   * @throws IOException if it fails, with its last words
   */
  public byte[] run(String... arguments) throws IOException, InterruptedException {
    // bash reads the script itself from standard input, so that nothing is left on the disk.
    String[] command = new String[arguments.length + 3];
    command[0] = "bash";
    command[1] = "-s";
    command[2] = "--";
    System.arraycopy(arguments, 0, command, 3, arguments.length);
    Process process = new ProcessBuilder(command).start();
    try (var input = process.getOutputStream()) {
      input.write(text().getBytes(StandardCharsets.UTF_8));
    }
    byte[][] errors = new byte[1][];
    Thread reader =
        new Thread(
            () -> {
              try {
                errors[0] = process.getErrorStream().readAllBytes();
              } catch (IOException e) {
                errors[0] = e.toString().getBytes(StandardCharsets.UTF_8);
              }
            });
    reader.start();
    byte[] output = process.getInputStream().readAllBytes();
    int code = process.waitFor();
    reader.join();
    if (code != 0) {
      throw new IOException(
          fileName + " failed with " + code + ": " + new String(errors[0], StandardCharsets.UTF_8));
    }
    return output;
  }
}
