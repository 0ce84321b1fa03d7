package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/**
 * Which images there are. Nothing is ever pulled or unpacked: whatever its image, a container sees
 * the programs of this machine.
 */
public final class Images {

  private static final List<String> STANDARD_PATH =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  private final List<Path> ownPrograms = new CopyOnWriteArrayList<>();
  private volatile Predicate<String> existing = image -> true;

  /** From now on only images that match can be pulled. */
  public void only(Predicate<String> existing) {
    this.existing = existing;
  }

  /**
   * Containers that start from now on look for programs in {@code directory} first; so a test can
   * put another rsync in the place of the real one.
   */
  public void addPrograms(Path directory) {
    ownPrograms.add(0, directory.toAbsolutePath());
  }

  boolean exists(String image) {
    return existing.test(image);
  }

  String path() {
    StringBuilder path = new StringBuilder();
    ownPrograms.forEach(directory -> path.append(directory).append(':'));
    return path.append(String.join(":", STANDARD_PATH)).toString();
  }
}
