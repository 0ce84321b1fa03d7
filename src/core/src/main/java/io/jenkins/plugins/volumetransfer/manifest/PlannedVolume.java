package io.jenkins.plugins.volumetransfer.manifest;

import io.jenkins.plugins.volumetransfer.spec.VolumePair;

/**
 * A volume and the name it has in its pods: of the Kubernetes volume, of the mount, of rsync's
 * module.
 *
 * @param name a DNS label of at most 50 characters, unique in its transfer
 */
public record PlannedVolume(String name, VolumePair pair) {}
