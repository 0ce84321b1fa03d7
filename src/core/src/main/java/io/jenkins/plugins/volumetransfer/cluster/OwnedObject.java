package io.jenkins.plugins.volumetransfer.cluster;

import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that a run made and that is still there.
 *
 * @param expires when it may be taken for an orphan; empty: its annotation can't be read
 */
public record OwnedObject(
    ObjectRef ref, RunId run, String transfer, Instant created, Optional<Instant> expires) {}
