package io.jenkins.plugins.volumetransfer.cli;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.jenkins.plugins.volumetransfer.cluster.ClaimUse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Claims, all alike, and who uses them. */
final class FakeClaims {
  private final List<ClaimUse> uses = new ArrayList<>();
  private final Map<ClaimUse, String> usedIn = new HashMap<>();
  private final Set<String> absent = new HashSet<>();
  private List<String> matching = List.of();
  private int looksUntilUnused = Integer.MAX_VALUE;

  void matching(List<String> names) {
    matching = names;
  }

  List<String> matching() {
    return matching;
  }

  void use(String namespace, ClaimUse use) {
    uses.add(use);
    usedIn.put(use, namespace);
  }

  void unusedAfter(int looks) {
    looksUntilUnused = looks;
  }

  void remove(String namespace, String name) {
    absent.add(namespace + "/" + name);
  }

  /** Of whatever kind. */
  void made(ObjectMeta object) {
    absent.remove(object.getNamespace() + "/" + object.getName());
  }

  Optional<PersistentVolumeClaim> claim(String namespace, String name) {
    if (absent.contains(namespace + "/" + name)) {
      return Optional.empty();
    }
    return Optional.of(
        new PersistentVolumeClaimBuilder()
            .withNewMetadata()
            .withNamespace(namespace)
            .withName(name)
            .endMetadata()
            .withNewSpec()
            .withAccessModes("ReadWriteOnce")
            .withStorageClassName("fast")
            .withNewResources()
            .addToRequests("storage", new Quantity("5Gi"))
            .endResources()
            .endSpec()
            .build());
  }

  List<ClaimUse> uses(String namespace) {
    if (looksUntilUnused-- == 0) {
      uses.clear();
    }
    return uses.stream().filter(use -> usedIn.get(use).equals(namespace)).toList();
  }
}
