package io.jenkins.plugins.volumetransfer.spec;

import java.util.List;
import java.util.Optional;

/**
 * What the user asks for, complete and valid: {@link SpecReader} is the only way from outside.
 *
 * @param volumes at least one, unless they are yet to be found by {@code all}; no two write to the
 *     same directory
 * @param all the volumes are the claims of a namespace that has not been looked at yet
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
    Optional<WholeNamespace> all) {

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
        Optional.empty());
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
    return new TransferSpec(
        from, to, volumes, rsync, pods, timeouts, retries, endpoint, concurrency, all);
  }

  public TransferSpec withRsync(RsyncOptions options) {
    return new TransferSpec(
        source, destination, volumes, options, pods, timeouts, retries, endpoint, concurrency, all);
  }

  public TransferSpec withPods(PodOptions options) {
    return new TransferSpec(
        source,
        destination,
        volumes,
        rsync,
        options,
        timeouts,
        retries,
        endpoint,
        concurrency,
        all);
  }

  public TransferSpec withTimeouts(Timeouts bounds) {
    return new TransferSpec(
        source, destination, volumes, rsync, pods, bounds, retries, endpoint, concurrency, all);
  }

  public TransferSpec withRetries(Retries policy) {
    return new TransferSpec(
        source, destination, volumes, rsync, pods, timeouts, policy, endpoint, concurrency, all);
  }

  public TransferSpec withEndpoint(Endpoint reachedBy) {
    return new TransferSpec(
        source, destination, volumes, rsync, pods, timeouts, retries, reachedBy, concurrency, all);
  }

  public TransferSpec withConcurrency(Concurrency cap) {
    return new TransferSpec(
        source, destination, volumes, rsync, pods, timeouts, retries, endpoint, cap, all);
  }

  /** The same with its volumes named, as {@code all} has found them. */
  public TransferSpec withVolumes(List<VolumePair> found) {
    return new TransferSpec(
        source,
        destination,
        found,
        rsync,
        pods,
        timeouts,
        retries,
        endpoint,
        concurrency,
        Optional.empty());
  }
}
