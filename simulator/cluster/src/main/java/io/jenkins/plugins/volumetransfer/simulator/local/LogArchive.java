package io.jenkins.plugins.volumetransfer.simulator.local;

import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ContainerOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/** The kept logs, in {@code NAMESPACE_POD_UID/CONTAINER/RUN.log}. */
record LogArchive(Path directory) {

  /** The text of the newest log of a container; empty when it never ran. */
  String latest(String namespace, String pod, String container) {
    Optional<Path> newest = Optional.empty();
    FileTime time = FileTime.fromMillis(0);
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> pods =
          Files.newDirectoryStream(directory, namespace + "_" + pod + "_*")) {
        for (Path found : pods) {
          Path runs = found.resolve(container);
          if (Files.isDirectory(runs)) {
            try (DirectoryStream<Path> logs = Files.newDirectoryStream(runs, "*.log")) {
              for (Path log : logs) {
                FileTime changed = Files.getLastModifiedTime(log);
                if (changed.compareTo(time) >= 0) {
                  time = changed;
                  newest = Optional.of(log);
                }
              }
            }
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the logs of " + pod, e);
      }
    }
    return newest.map(ContainerOutput::text).orElse("");
  }
}
