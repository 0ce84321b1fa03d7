package io.jenkins.plugins.volumetransfer.manifest;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;

/**
 * The pod that this process runs in, such as a Tekton step's. What a run makes in its namespace
 * belongs to it: Kubernetes deletes it when the pod is gone, even if this process was killed.
 *
 * @param uid a pod of the same name that comes later is another one
 */
public record OwnPod(String namespace, String name, String uid) {

  /**
   * Neither a controller nor one that waits for what it owns: the latter needs a right on the
   * owner's finalizers (admission plugin OwnerReferencesPermissionEnforcement).
   */
  OwnerReference reference() {
    return new OwnerReferenceBuilder()
        .withApiVersion("v1")
        .withKind("Pod")
        .withName(name)
        .withUid(uid)
        .build();
  }
}
