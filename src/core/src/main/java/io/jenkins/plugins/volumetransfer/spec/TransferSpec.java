package io.jenkins.plugins.volumetransfer.spec;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the user asks for, complete and valid: {@link SpecReader} is the only way from outside.
 *
 * @param volumes at least one, unless they are yet to be found by {@code all}; no two write to the
 *     same directory
 * @param all the volumes are the claims of a namespace that has not been looked at yet
 * @param verify after each copy, compare source and destination independently of rsync
 * @param dryRun nothing is copied: rsync tells what it would do, and even the destination is
 *     mounted read-only. Nobody can write it into a spec; see {@link #asDryRun}
 */
public record TransferSpec(
    ClusterRef source,
    ClusterRef destination,
    List<VolumePair> volumes,
    RsyncOptions rsync,
    PodOptions pods,
    Timeouts timeouts,
    Retries retries,
    Endpoint endpoint,
    Concurrency concurrency,
    Optional<WholeNamespace> all,
    ClaimOptions claims,
    boolean verify,
    boolean dryRun) {

  public TransferSpec {
    volumes = List.copyOf(volumes);
    if (all.isEmpty()) {
      Validation.check(source, destination, volumes);
    }
  }

  /**
   * A transfer with every option at its default; from Java, change it by the {@code with} methods.
   */
  public static TransferSpec of(
      ClusterRef source, ClusterRef destination, List<VolumePair> volumes) {
    return new TransferSpec(
        source,
        destination,
        volumes,
        RsyncOptions.DEFAULT,
        PodOptions.DEFAULT,
        Timeouts.DEFAULT,
        Retries.DEFAULT,
        new Endpoint.Auto(),
        Concurrency.DEFAULT,
        Optional.empty(),
        ClaimOptions.DEFAULT,
        false,
        false);
  }

  /** The same within the cluster that kubectl would take. */
  public static TransferSpec of(List<VolumePair> volumes) {
    return of(ClusterRef.DEFAULT, ClusterRef.DEFAULT, volumes);
  }

  /** Whether source and destination are reached the same way, and so are the same cluster. */
  public boolean withinOneCluster() {
    return source.equals(destination);
  }

  public TransferSpec withClusters(ClusterRef from, ClusterRef to) {
    return with(
        draft -> {
          draft.source = from;
          draft.destination = to;
        });
  }

  public TransferSpec withRsync(RsyncOptions options) {
    return with(draft -> draft.rsync = options);
  }

  public TransferSpec withPods(PodOptions options) {
    return with(draft -> draft.pods = options);
  }

  public TransferSpec withTimeouts(Timeouts bounds) {
    return with(draft -> draft.timeouts = bounds);
  }

  public TransferSpec withRetries(Retries policy) {
    return with(draft -> draft.retries = policy);
  }

  public TransferSpec withEndpoint(Endpoint reachedBy) {
    return with(draft -> draft.endpoint = reachedBy);
  }

  public TransferSpec withConcurrency(Concurrency cap) {
    return with(draft -> draft.concurrency = cap);
  }

  public TransferSpec withVerify(boolean wanted) {
    return with(draft -> draft.verify = wanted);
  }

  /**
   * The same as far as nothing comes of it: no byte, no claim, and no second attempt. What is not
   * copied can't be verified.
   */
  public TransferSpec asDryRun() {
    return with(
        draft -> {
          draft.dryRun = true;
          draft.verify = false;
          draft.claims = claims.withoutCreate();
          draft.retries = retries.none();
        });
  }

  /** The same with its volumes named, as {@code all} has found them. */
  public TransferSpec withVolumes(List<VolumePair> found) {
    return with(
        draft -> {
          draft.volumes = found;
          draft.all = Optional.empty();
        });
  }

  private TransferSpec with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.spec();
  }

  /** A spec taken apart, so that a new field is named once and not in each method above. */
  private static final class Draft {
    private ClusterRef source;
    private ClusterRef destination;
    private List<VolumePair> volumes;
    private RsyncOptions rsync;
    private PodOptions pods;
    private Timeouts timeouts;
    private Retries retries;
    private Endpoint endpoint;
    private Concurrency concurrency;
    private Optional<WholeNamespace> all;
    private ClaimOptions claims;
    private boolean verify;
    private boolean dryRun;

    Draft(TransferSpec spec) {
      source = spec.source;
      destination = spec.destination;
      volumes = spec.volumes;
      rsync = spec.rsync;
      pods = spec.pods;
      timeouts = spec.timeouts;
      retries = spec.retries;
      endpoint = spec.endpoint;
      concurrency = spec.concurrency;
      all = spec.all;
      claims = spec.claims;
      verify = spec.verify;
      dryRun = spec.dryRun;
    }

    TransferSpec spec() {
      return new TransferSpec(
          source,
          destination,
          volumes,
          rsync,
          pods,
          timeouts,
          retries,
          endpoint,
          concurrency,
          all,
          claims,
          verify,
          dryRun);
    }
  }
}
