package io.jenkins.plugins.volumetransfer.spec;

/**
 * The transfer pods of one side.
 *
 * @param rsyncImage image of the rsync containers
 * @param stunnelImage image of the stunnel containers; topology SINGLE has only the other
 */
public record SidePods(
    String rsyncImage,
    String stunnelImage,
    ContainerResources rsyncResources,
    ContainerResources stunnelResources,
    PodOverrides overrides) {}
