package io.jenkins.plugins.volumetransfer.driver;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Objects of which nobody knows whether they were made, or whether they will be made once more. */
final class Doubts {
  /**
   * Of a request that nobody answered: an API server gives one up after a minute ({@code
   * --request-timeout}), and what stands before it has some time, too.
   */
  static final Duration LATE_MAX = Duration.ofSeconds(90);

  private record Doubt(HasMetadata wanted, int open, Instant since) {}

  private final InstantSource clock;
  private final Map<ObjectRef, Doubt> doubtful = new ConcurrentHashMap<>();

  Doubts(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * @param open how many requests for it are not answered
   */
  void add(ObjectRef ref, HasMetadata wanted, int open) {
    doubtful.put(ref, new Doubt(wanted, open, clock.instant()));
  }

  Optional<HasMetadata> of(ObjectRef ref) {
    return Optional.ofNullable(doubtful.get(ref)).map(Doubt::wanted);
  }

  /** What there is to say once it was looked for and deleted: it may come later yet. */
  Optional<String> deleted(ObjectRef ref) {
    return Optional.ofNullable(doubtful.remove(ref))
        .filter(doubt -> doubt.open() > 0)
        .filter(doubt -> clock.instant().isBefore(doubt.since().plus(LATE_MAX)))
        .map(doubt -> mayCome(doubt.wanted()));
  }

  static String mayCome(HasMetadata wanted) {
    String kind = wanted.getKind();
    String name = wanted.getMetadata().getName();
    String namespace = wanted.getMetadata().getNamespace();
    return "a request to create "
        + kind
        + " "
        + namespace
        + "/"
        + name
        + " was never answered; if it is made yet, delete it: `kubectl delete "
        + kind.toLowerCase(Locale.ROOT)
        + " "
        + name
        + " --namespace "
        + namespace
        + "`";
  }
}
