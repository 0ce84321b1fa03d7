package io.jenkins.plugins.volumetransfer.plan;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/**
 * An object that a transfer creates.
 *
 * @param comment what there is to say about it
 */
public record PlannedObject(HasMetadata object, Optional<String> comment) {}
