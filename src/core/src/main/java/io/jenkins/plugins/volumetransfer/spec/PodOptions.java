package io.jenkins.plugins.volumetransfer.spec;

/**
 * How the transfer pods are made.
 *
 * @param rsyncImage image of the rsync containers
 * @param stunnelImage image of the stunnel containers; topology SINGLE has only the other
 */
public record PodOptions(
    Topology topology,
    PodPer podPer,
    RunAs runAs,
    String rsyncImage,
    String stunnelImage,
    ContainerResources rsyncResources,
    ContainerResources stunnelResources,
    PodIds ids,
    Isolation isolation) {
  /**
   * Built from {@code images/transfer}; the tag is the version of this project. No registry has it,
   * so it is named as one that was loaded into the nodes: without {@code localhost/} they would ask
   * Docker Hub, where anybody may own the name.
   */
  public static final String DEFAULT_IMAGE = "localhost/volume-transfer/transfer:0.1.0";

  public static final PodOptions DEFAULT =
      new PodOptions(
          Topology.SEPARATE,
          PodPer.CLAIM,
          RunAs.ROOT,
          DEFAULT_IMAGE,
          DEFAULT_IMAGE,
          ContainerResources.NONE,
          ContainerResources.NONE);

  /** With the usual users and groups, and with NetworkPolicies. */
  public PodOptions(
      Topology topology,
      PodPer podPer,
      RunAs runAs,
      String rsyncImage,
      String stunnelImage,
      ContainerResources rsyncResources,
      ContainerResources stunnelResources) {
    this(
        topology,
        podPer,
        runAs,
        rsyncImage,
        stunnelImage,
        rsyncResources,
        stunnelResources,
        PodIds.usual(runAs),
        Isolation.NETWORK_POLICIES);
  }
}
