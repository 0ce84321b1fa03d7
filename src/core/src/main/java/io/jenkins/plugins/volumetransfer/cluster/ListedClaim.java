package io.jenkins.plugins.volumetransfer.cluster;

import java.util.Optional;

/**
 * A claim of a namespace.
 *
 * @param storageClass empty: it names none
 */
public record ListedClaim(String name, Optional<String> storageClass) {}
