package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ObjectAdmission;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ObjectStore;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ResourcePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * PersistentVolumeClaims: each is a directory of this machine, bound as soon as it is created if it
 * asks for the storage class {@code standard} or for none, and never bound otherwise. Directories
 * stay when their claims are deleted; a claim of the same name gets a new one.
 */
public final class Claims implements ObjectAdmission {

  /** The only class whose claims are ever bound; the default. */
  public static final String STORAGE_CLASS = "standard";

  private final ObjectStore store;
  private final Path base;
  private final Map<String, Path> directories = new ConcurrentHashMap<>();

  Claims(ObjectStore store, Path base) {
    this.store = store;
    this.base = base;
    store.listen(
        event -> {
          if (event.path().isCore("persistentvolumeclaims") && event.isRemoval()) {
            directories.remove(key(event.path().namespace(), event.path().name()));
          }
        });
  }

  /** The next claim of this name uses {@code directory}, which must be there. */
  public void provide(String namespace, String name, Path directory) {
    directories.put(key(namespace, name), directory.toAbsolutePath().normalize());
  }

  /** Where the data of a bound claim is. */
  public Optional<Path> directory(String namespace, String name) {
    return Optional.ofNullable(directories.get(key(namespace, name)));
  }

  @Override
  public void admit(ResourcePath path, ObjectNode claim) {
    if (!path.isCore("persistentvolumeclaims")) {
      return;
    }
    ObjectNode spec = claim.withObject("/spec");
    if (!spec.hasNonNull("storageClassName")) {
      spec.put("storageClassName", STORAGE_CLASS);
    }
    ObjectNode status = claim.putObject("status");
    if (!spec.path("storageClassName").asText().equals(STORAGE_CLASS)) {
      status.put("phase", "Pending");
      return;
    }
    directories.computeIfAbsent(
        key(path.namespace(), path.name()), missing -> create(path.namespace(), path.name()));
    spec.put("volumeName", "pv-" + path.namespace() + "-" + path.name());
    status.put("phase", "Bound");
    status.set("accessModes", spec.withArray("/accessModes").deepCopy());
    JsonNode requested = spec.at("/resources/requests/storage");
    status.putObject("capacity").put("storage", requested.asText("1Gi"));
  }

  /** Why a pod that uses this claim cannot be scheduled; empty when it can. */
  Optional<String> obstacle(String namespace, String name) {
    return store
        .get(ResourcePath.core(namespace, "persistentvolumeclaims", name))
        .map(claim -> obstacle(name, claim))
        .orElseGet(() -> Optional.of("persistentvolumeclaim \"%s\" not found".formatted(name)));
  }

  private static Optional<String> obstacle(String name, ObjectNode claim) {
    if (claim.path("metadata").has("deletionTimestamp")) {
      return Optional.of("persistentvolumeclaim \"%s\" is being deleted".formatted(name));
    }
    return claim.at("/status/phase").asText().equals("Bound")
        ? Optional.empty()
        : Optional.of("pod has unbound immediate PersistentVolumeClaims");
  }

  private Path create(String namespace, String name) {
    Path parent = base.resolve(namespace);
    Path directory = parent.resolve(name);
    for (int number = 2; Files.exists(directory); number++) {
      directory = parent.resolve(name + "-" + number);
    }
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make the directory of a claim", e);
    }
  }

  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }
}
