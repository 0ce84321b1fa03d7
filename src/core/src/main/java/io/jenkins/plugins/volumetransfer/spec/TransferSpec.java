package io.jenkins.plugins.volumetransfer.spec;

import java.util.List;

/**
 * What the user asks for, complete and valid: {@link SpecReader} is the only way from outside.
 *
 * @param volumes at least one; no two write to the same directory
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
    ClaimOptions claims) {

  public TransferSpec {
    volumes = List.copyOf(volumes);
    Validation.check(source, destination, volumes);
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
        new Endpoint.ClusterIp(),
        ClaimOptions.DEFAULT);
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
    return new TransferSpec(from, to, volumes, rsync, pods, timeouts, retries, endpoint, claims);
  }

  public TransferSpec withRsync(RsyncOptions options) {
    return new TransferSpec(
        source, destination, volumes, options, pods, timeouts, retries, endpoint, claims);
  }

  public TransferSpec withPods(PodOptions options) {
    return new TransferSpec(
        source, destination, volumes, rsync, options, timeouts, retries, endpoint, claims);
  }

  public TransferSpec withTimeouts(Timeouts bounds) {
    return new TransferSpec(
        source, destination, volumes, rsync, pods, bounds, retries, endpoint, claims);
  }

  public TransferSpec withRetries(Retries policy) {
    return new TransferSpec(
        source, destination, volumes, rsync, pods, timeouts, policy, endpoint, claims);
  }

  public TransferSpec withEndpoint(Endpoint reachedBy) {
    return new TransferSpec(
        source, destination, volumes, rsync, pods, timeouts, retries, reachedBy, claims);
  }

  public TransferSpec withClaims(ClaimOptions options) {
    return new TransferSpec(
        source, destination, volumes, rsync, pods, timeouts, retries, endpoint, options);
  }
}
