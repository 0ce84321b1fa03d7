package io.jenkins.plugins.volumetransfer.spec;

import java.util.List;

/**
 * What the user asks for, complete and valid: {@link SpecReader} is the only way from outside.
 *
 * @param volumes at least one; no two write to the same directory
 * @param verify after each copy, compare source and destination independently of rsync
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
    boolean verify) {

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
    return new TransferSpec(from, to, volumes, rsync, pods, timeouts, retries, endpoint, verify);
  }

  public TransferSpec withRsync(RsyncOptions options) {
    return new TransferSpec(
        source, destination, volumes, options, pods, timeouts, retries, endpoint, verify);
  }

  public TransferSpec withPods(PodOptions options) {
    return new TransferSpec(
        source, destination, volumes, rsync, options, timeouts, retries, endpoint, verify);
  }

  public TransferSpec withTimeouts(Timeouts bounds) {
    return new TransferSpec(
        source, destination, volumes, rsync, pods, bounds, retries, endpoint, verify);
  }

  public TransferSpec withRetries(Retries policy) {
    return new TransferSpec(
        source, destination, volumes, rsync, pods, timeouts, policy, endpoint, verify);
  }

  public TransferSpec withEndpoint(Endpoint reachedBy) {
    return new TransferSpec(
        source, destination, volumes, rsync, pods, timeouts, retries, reachedBy, verify);
  }

  public TransferSpec withVerify(boolean compare) {
    return new TransferSpec(
        source, destination, volumes, rsync, pods, timeouts, retries, endpoint, compare);
  }
}
