package io.jenkins.plugins.volumetransfer.simulator.tekton;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The program around each step, and Tekton's directories in a container (docs/developers). */
final class Entrypoint {
  static final String FILE = "entrypoint.sh";
  static final String FILES = "tekton-internal-files";
  static final String BIN = "/tekton/bin";
  static final String SCRIPTS = "/tekton/scripts";
  static final String RUN = "/tekton/run";
  static final String STEPS = "/tekton/steps";
  static final String RESULTS = "/tekton/results";
  static final String TERMINATION = "/tekton/termination";

  /** Empty ones of the pod, by the name of the volume, in each step at the same path. */
  static final Map<String, String> DIRECTORIES =
      Map.of(
          "tekton-internal-run", RUN,
          "tekton-internal-steps", STEPS,
          "tekton-internal-results", RESULTS,
          "tekton-internal-home", "/tekton/home",
          "tekton-internal-workspace", "/workspace");

  private Entrypoint() {}

  static String postFile(int index) {
    return RUN + "/" + index;
  }

  static String exitCodeFile(String container) {
    return STEPS + "/" + container + "/exitCode";
  }

  static String stepResults(String container) {
    return STEPS + "/" + container + "/results";
  }

  static String script() {
    try (InputStream resource = Entrypoint.class.getResourceAsStream(FILE)) {
      if (resource == null) {
        throw new IOException("the resource " + FILE + " is missing");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
