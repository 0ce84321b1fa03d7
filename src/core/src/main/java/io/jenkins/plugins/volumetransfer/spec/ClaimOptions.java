package io.jenkins.plugins.volumetransfer.spec;

import java.util.Map;
import java.util.Optional;

/**
 * What may be done with claims beside copying them.
 *
 * @param allowInUse write to destination claims that pods use
 * @param create make the destination claims that are missing, like their sources
 * @param storageClass of the claims that are made; empty: see {@code storageClasses}
 * @param storageClasses from the class of a source claim to that of its destination; a class that
 *     is not in here stays as it is
 * @param source how source claims are mounted
 */
public record ClaimOptions(
    boolean allowInUse,
    boolean create,
    Optional<String> storageClass,
    Map<String, String> storageClasses,
    SourceMount source) {
  public static final ClaimOptions DEFAULT =
      new ClaimOptions(false, false, Optional.empty(), Map.of(), SourceMount.READ_ONLY);

  /** How the node mounts a source claim; its pod's containers never write to it. */
  public enum SourceMount {
    READ_ONLY,
    /** For drivers and journals that can't be mounted read-only. */
    READ_WRITE
  }

  public ClaimOptions {
    storageClasses = Map.copyOf(storageClasses);
  }

  ClaimOptions withoutCreate() {
    return new ClaimOptions(allowInUse, false, storageClass, storageClasses, source);
  }

  /**
   * A class that somebody has written.
   *
   * @param field of the spec
   */
  public record AskedClass(String name, String field) {}

  /**
   * The class that was asked for by name; empty: whatever there is will do.
   *
   * @param source class of the source claim; empty: it names none
   */
  public Optional<AskedClass> askedClassFor(Optional<String> source) {
    return storageClass
        .map(name -> new AskedClass(name, "storageClass"))
        .or(
            () ->
                source
                    .flatMap(name -> Optional.ofNullable(storageClasses.get(name)))
                    .map(name -> new AskedClass(name, "storageClasses")));
  }

  /**
   * The class of a claim that is made.
   *
   * @param source class of the source claim; empty: it names none
   * @return empty: the cluster's default
   */
  public Optional<String> classFor(Optional<String> source) {
    return storageClass.or(() -> source.map(name -> storageClasses.getOrDefault(name, name)));
  }
}
