package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * The volumes of one pod as directories of this machine. In a container's root directory a claim,
 * an emptyDir or a hostPath is a symbolic link; a ConfigMap or a Secret is a directory of files of
 * the container's own, because their text is translated for it. Nothing enforces {@code readOnly}
 * or a size limit.
 *
 * @param ordinary where emptyDirs are made
 * @param memory where emptyDirs with medium Memory are made
 */
record Volumes(Pod pod, Path ordinary, Path memory, Claims claims, KeyedData data) {
  static final String PROBLEM = "FailedMount";

  private static final int FILE_MODE_DEFAULT = 0644;

  static Volumes of(Pod pod, Directories directories, Claims claims, ObjectStore store) {
    return new Volumes(
        pod,
        directories.pod(pod.getMetadata()).resolve("volumes"),
        directories.memory(pod.getMetadata()),
        claims,
        new KeyedData(store, pod.getMetadata().getNamespace()));
  }

  /**
   * Looks whether all volumes can be mounted now.
   *
   * @throws LaunchProblem FailedMount, with the message that Kubernetes gives
   */
  void check() throws LaunchProblem {
    for (Volume volume : pod.getSpec().getVolumes()) {
      try {
        if (volume.getConfigMap() != null || volume.getSecret() != null) {
          files(volume);
        } else if (volume.getPersistentVolumeClaim() == null
            && volume.getEmptyDir() == null
            && volume.getHostPath() == null) {
          throw new LaunchProblem(PROBLEM, "the local kubelet does not know this type of volume");
        }
      } catch (LaunchProblem problem) {
        throw new LaunchProblem(
            PROBLEM,
            "MountVolume.SetUp failed for volume \"%s\" : %s"
                .formatted(volume.getName(), problem.getMessage()));
      }
    }
  }

  /** Makes the mounts of one container; those that are there already stay as they are. */
  void mount(Container container, Translation translation) throws IOException, LaunchProblem {
    List<VolumeMount> outerFirst =
        container.getVolumeMounts().stream()
            .sorted(Comparator.comparing(VolumeMount::getMountPath))
            .toList();
    for (VolumeMount mount : outerFirst) {
      Path target = translation.locate(mount.getMountPath());
      if (!Files.exists(target)) {
        Files.createDirectories(target.getParent());
        mount(volume(mount.getName()), mount, target, translation);
      }
    }
  }

  private void mount(Volume volume, VolumeMount mount, Path target, Translation translation)
      throws IOException, LaunchProblem {
    String subPath = mount.getSubPath() == null ? "" : mount.getSubPath();
    if (volume.getConfigMap() != null || volume.getSecret() != null) {
      UnaryOperator<String> change =
          volume.getConfigMap() != null ? translation::apply : UnaryOperator.identity();
      writeFiles(files(volume), subPath, target, change);
    } else {
      Path source = directory(volume).resolve(subPath);
      if (!Files.exists(source)) {
        Files.createDirectories(source);
      }
      Files.createSymbolicLink(target, source);
    }
  }

  private Volume volume(String name) throws LaunchProblem {
    return pod.getSpec().getVolumes().stream()
        .filter(volume -> volume.getName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new LaunchProblem("CreateContainerConfigError", "no volume named " + name));
  }

  private Path directory(Volume volume) throws LaunchProblem {
    if (volume.getPersistentVolumeClaim() != null) {
      String claim = volume.getPersistentVolumeClaim().getClaimName();
      return claims
          .directory(pod.getMetadata().getNamespace(), claim)
          .orElseThrow(() -> new LaunchProblem(PROBLEM, "claim " + claim + " is not bound"));
    }
    if (volume.getHostPath() != null) {
      return Path.of(volume.getHostPath().getPath());
    }
    boolean inMemory =
        volume.getEmptyDir() != null && "Memory".equals(volume.getEmptyDir().getMedium());
    return (inMemory ? memory : ordinary).resolve(volume.getName());
  }

  private record KeyFile(String key, byte[] content, int mode) {}

  /** The files of a ConfigMap or a Secret by their relative paths. */
  private Map<String, KeyFile> files(Volume volume) throws LaunchProblem {
    boolean secret = volume.getSecret() != null;
    KeyedData.Kind kind = secret ? KeyedData.Kind.SECRET : KeyedData.Kind.CONFIG_MAP;
    String name = secret ? volume.getSecret().getSecretName() : volume.getConfigMap().getName();
    boolean optional =
        Boolean.TRUE.equals(
            secret ? volume.getSecret().getOptional() : volume.getConfigMap().getOptional());
    List<KeyToPath> items =
        secret ? volume.getSecret().getItems() : volume.getConfigMap().getItems();
    int mode =
        Objects.requireNonNullElse(
            secret ? volume.getSecret().getDefaultMode() : volume.getConfigMap().getDefaultMode(),
            FILE_MODE_DEFAULT);
    Map<String, byte[]> content = data.all(kind, name, optional, PROBLEM);
    Map<String, KeyFile> files = new TreeMap<>();
    if (items.isEmpty()) {
      content.forEach((key, bytes) -> files.put(key, new KeyFile(key, bytes, mode)));
    }
    for (KeyToPath item : items) {
      byte[] bytes = content.get(item.getKey());
      if (bytes == null && !optional) {
        throw new LaunchProblem(PROBLEM, "references non-existent key: " + item.getKey());
      }
      if (bytes != null) {
        int own = Objects.requireNonNullElse(item.getMode(), mode);
        files.put(item.getPath(), new KeyFile(item.getKey(), bytes, own));
      }
    }
    return files;
  }

  private static void writeFiles(
      Map<String, KeyFile> files, String subPath, Path target, UnaryOperator<String> change)
      throws IOException {
    if (subPath.isEmpty()) {
      Files.createDirectories(target);
      for (Map.Entry<String, KeyFile> file : files.entrySet()) {
        write(target.resolve(file.getKey()), file.getValue(), change);
      }
    } else if (files.containsKey(subPath)) {
      write(target, files.get(subPath), change);
    }
  }

  private static void write(Path path, KeyFile file, UnaryOperator<String> change)
      throws IOException {
    Files.createDirectories(path.getParent());
    boolean script = path.getFileName().toString().endsWith(".sh");
    if (script || !isText(file.content())) {
      Files.write(path, file.content());
    } else {
      Files.writeString(path, change.apply(KeyedData.text(file.content())));
    }
    Files.setPosixFilePermissions(path, permissions(file.mode()));
  }

  private static boolean isText(byte[] content) {
    return Arrays.equals(KeyedData.text(content).getBytes(StandardCharsets.UTF_8), content);
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    Map<Integer, PosixFilePermission> bits = new LinkedHashMap<>();
    PosixFilePermission[] fromOwnerReadOn = PosixFilePermission.values();
    for (int index = 0; index < fromOwnerReadOn.length; index++) {
      bits.put(0400 >> index, fromOwnerReadOn[index]);
    }
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    bits.forEach(
        (bit, permission) -> {
          if ((mode & bit) != 0) {
            permissions.add(permission);
          }
        });
    return permissions;
  }
}
