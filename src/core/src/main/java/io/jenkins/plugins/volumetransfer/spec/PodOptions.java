package io.jenkins.plugins.volumetransfer.spec;

/** How the transfer pods are made. */
public record PodOptions(
    Topology topology,
    PodPer podPer,
    RunAs runAs,
    SidePods source,
    SidePods destination,
    PodIds ids,
    Isolation isolation,
    KeepPods keepPods) {
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

  /** Alike on both sides, with the usual users and groups, and with NetworkPolicies. */
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
        new SidePods(
            rsyncImage, stunnelImage, rsyncResources, stunnelResources, PodOverrides.NONE));
  }

  private PodOptions(Topology topology, PodPer podPer, RunAs runAs, SidePods both) {
    this(
        topology,
        podPer,
        runAs,
        both,
        both,
        PodIds.usual(runAs),
        Isolation.NETWORK_POLICIES,
        KeepPods.NEVER);
  }
}
