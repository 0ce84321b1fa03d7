package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Where the kubelet keeps what.
 *
 * @param base the directory of the cluster
 * @param memory where volumes in memory are, if this machine has such a place
 */
record Directories(Path base, Path memory) {

  private static final Path SHARED_MEMORY = Path.of("/dev/shm");

  static Directories of(Path base, String cluster) {
    Path memory =
        Files.isWritable(SHARED_MEMORY)
            ? SHARED_MEMORY.resolve("volume-transfer-local-" + cluster)
            : base.resolve("memory");
    Directories directories = new Directories(base, memory);
    // What a JVM that was killed has left: its pods are gone, their logs and claims stay.
    deleteTree(directories.pods());
    return directories;
  }

  Path claims() {
    return base.resolve("claims");
  }

  Path logs() {
    return base.resolve("logs");
  }

  private Path pods() {
    return base.resolve("pods");
  }

  Path pod(ObjectMeta pod) {
    return pods().resolve(name(pod));
  }

  Path memory(ObjectMeta pod) {
    return memory.resolve(pod.getUid());
  }

  /** The log file of one run of a container; 0 is the first. */
  Path log(ObjectMeta pod, String container, int restarts) {
    return logs().resolve(name(pod)).resolve(container).resolve(restarts + ".log");
  }

  /** The underscore cannot be in a name, so that no pod can be taken for another. */
  private static String name(ObjectMeta pod) {
    return pod.getNamespace() + "_" + pod.getName() + "_" + pod.getUid();
  }

  static void deleteTree(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try {
      // Does not follow links: what a claim holds is not the pod's to delete.
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failure)
                throws IOException {
              Files.delete(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      // The rest of a pod's directory is no reason to fail: the whole directory goes some day.
    }
  }
}
