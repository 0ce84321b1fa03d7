package io.jenkins.plugins.volumetransfer.spec;

import java.util.Optional;

/**
 * Which cluster, and as whom.
 *
 * @param kubeconfig path of a kubeconfig file, or of a directory with a file {@code kubeconfig} in
 *     it, as a mounted Secret is one; empty: kubectl's own rules ({@code KUBECONFIG}, then {@code
 *     ~/.kube/config}, then the pod's service account)
 * @param context a context of that kubeconfig; empty: its current context
 * @param access where the credentials come from
 */
public record ClusterRef(Optional<String> kubeconfig, Optional<String> context, Access access) {
  /** Where credentials come from. */
  public enum Access {
    KUBECONFIG,
    /** The service account of the pod that this process runs in. */
    IN_CLUSTER
  }

  public static final ClusterRef DEFAULT =
      new ClusterRef(Optional.empty(), Optional.empty(), Access.KUBECONFIG);

  /** Whether it is the cluster that this process has at hand: no other one is named. */
  public boolean own() {
    return kubeconfig.isEmpty() && context.isEmpty();
  }
}
