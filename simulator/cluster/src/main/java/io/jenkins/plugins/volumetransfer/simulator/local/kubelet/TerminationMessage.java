package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ContainerOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a container leaves behind as the message of its end. */
final class TerminationMessage {

  private static final int MESSAGE_BYTES_MAX = 4096;
  private static final int FALLBACK_BYTES_MAX = 2048;

  private TerminationMessage() {}

  static String of(
      Container container, String message, Optional<ContainerOutput> log, int exitCode) {
    boolean fallback =
        "FallbackToLogsOnError".equals(container.getTerminationMessagePolicy()) && exitCode != 0;
    return message.isEmpty() && fallback
        ? log.map(output -> tail(ContainerOutput.text(output.file()))).orElse("")
        : message;
  }

  /** What a container has written to its termination log; nothing if that can't be read. */
  static String head(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MESSAGE_BYTES_MAX), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static String tail(String text) {
    return text.substring(Math.max(0, text.length() - FALLBACK_BYTES_MAX));
  }
}
