package io.jenkins.plugins.volumetransfer.cluster;

import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.PodState;
import io.jenkins.plugins.volumetransfer.manifest.ObjectNames;
import io.jenkins.plugins.volumetransfer.manifest.PlannedVolume;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something that a run made and that is still there.
 *
 * @param uid empty: it was not listed; if it is there and the run's, its ConfigMap owns it, and
 *     Kubernetes deletes it after that
 * @param expires when it may be taken for an orphan; empty: its annotation can't be read
 * @param owner who runs it; only ConfigMaps say so
 * @param plan stands for what is copied and how; only ConfigMaps say so
 * @param pod of a pod: its state and what it copies
 */
public record OwnedObject(
    ObjectRef ref,
    Optional<String> uid,
    RunId run,
    String transfer,
    Instant created,
    Optional<Instant> expires,
    Optional<String> owner,
    Optional<String> plan,
    Optional<OwnedPod> pod) {

  /**
   * What is known of a pod besides.
   *
   * @param claims that it mounts
   * @param volumes their names in the pod, as in {@link PlannedVolume}
   */
  public record OwnedPod(PodState state, Set<String> claims, List<String> volumes) {
    public OwnedPod {
      claims = Set.copyOf(claims);
      volumes = List.copyOf(volumes);
    }
  }

  /** An object that says nothing else. */
  public OwnedObject(
      ObjectRef ref,
      Optional<String> uid,
      RunId run,
      String transfer,
      Instant created,
      Optional<Instant> expires) {
    this(
        ref,
        uid,
        run,
        transfer,
        created,
        expires,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether this is the ConfigMap that owns it, by which alone it is known. */
  public boolean isOwnedBy(ObjectRef configMap) {
    return uid.isEmpty()
        && configMap.kind() == ObjectRef.Kind.CONFIG_MAP
        && configMap.side() == ref.side()
        && configMap.namespace().equals(ref.namespace())
        && configMap.name().equals(ObjectNames.base(run, transfer, ref.side()));
  }
}
