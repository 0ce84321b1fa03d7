package io.jenkins.plugins.volumetransfer.cli;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Optional;

/** An object to print, and what there is to say about it. */
record PlannedObject(HasMetadata object, Optional<String> comment) {}
