package io.jenkins.plugins.volumetransfer.driver;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Objects of which nobody knows whether they were made: the answer never came. */
final class Doubts {
  private final Map<ObjectRef, HasMetadata> doubtful = new ConcurrentHashMap<>();

  void add(ObjectRef ref, HasMetadata wanted) {
    doubtful.put(ref, wanted);
  }

  Optional<HasMetadata> of(ObjectRef ref) {
    return Optional.ofNullable(doubtful.get(ref));
  }

  /**
   * What there is to say once it has been asked to be deleted.
   *
   * @param there whether it was there; if it was not, its creation may still be under way
   */
  Optional<String> deleted(ObjectRef ref, boolean there) {
    return doubtful.remove(ref) == null || there
        ? Optional.empty()
        : Optional.of(
            "the creation of "
                + ref
                + " was never answered; if it comes yet, delete it: `kubectl delete "
                + ref.kind().text().toLowerCase(Locale.ROOT)
                + " "
                + ref.name()
                + " --namespace "
                + ref.namespace()
                + "`");
  }
}
