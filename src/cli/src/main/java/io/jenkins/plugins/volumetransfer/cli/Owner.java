package io.jenkins.plugins.volumetransfer.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Who runs a transfer, as {@code status} shows it: what the environment says, or user@host. */
final class Owner {
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");

  private Owner() {}

  static String ofProcess() {
    return Optional.ofNullable(System.getenv("VOLUME_TRANSFER_OWNER"))
        .filter(owner -> !owner.isBlank())
        .orElseGet(() -> System.getProperty("user.name", "unknown") + "@" + host());
  }

  /** Never by a resolver: a network without one would hold up each start. */
  private static String host() {
    try {
      return Files.readString(HOST_NAME).strip();
    } catch (IOException e) {
      return Optional.ofNullable(System.getenv("HOSTNAME")).orElse("unknown");
    }
  }
}
