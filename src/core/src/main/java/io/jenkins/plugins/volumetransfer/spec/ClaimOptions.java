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
 * @param newClaims what the claims that are made get
 * @param newClaim the same for some of them, without a path
 */
public record ClaimOptions(
    boolean allowInUse,
    boolean create,
    Optional<String> storageClass,
    Map<String, String> storageClasses,
    SourceMount source,
    NewClaimOptions newClaims,
    Map<ClaimRef, NewClaimOptions> newClaim) {
  public static final ClaimOptions DEFAULT =
      new ClaimOptions(false, false, Optional.empty(), Map.of());

  /** How the node mounts a source claim; its pod's containers never write to it. */
  public enum SourceMount {
    READ_ONLY,
    /** For drivers and journals that can't be mounted read-only. */
    READ_WRITE
  }

  public ClaimOptions {
    storageClasses = Map.copyOf(storageClasses);
    newClaim = Map.copyOf(newClaim);
  }

  /** New ones are like their sources, which are mounted read-only. */
  public ClaimOptions(
      boolean allowInUse,
      boolean create,
      Optional<String> storageClass,
      Map<String, String> storageClasses) {
    this(
        allowInUse,
        create,
        storageClass,
        storageClasses,
        SourceMount.READ_ONLY,
        NewClaimOptions.LIKE_SOURCE,
        Map.of());
  }

  ClaimOptions withoutCreate() {
    return new ClaimOptions(
        allowInUse, false, storageClass, storageClasses, source, newClaims, newClaim);
  }

  /** What a destination claim gets if it is made. */
  public NewClaimOptions newClaim(ClaimRef to) {
    return newClaim.getOrDefault(new ClaimRef(to.namespace(), to.claim(), ""), newClaims);
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
