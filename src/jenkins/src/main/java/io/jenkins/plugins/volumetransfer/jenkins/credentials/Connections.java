package io.jenkins.plugins.volumetransfer.jenkins.credentials;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import hudson.model.Run;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.cluster.Clusters;
import io.jenkins.plugins.volumetransfer.cluster.KubeconfigClusters;
import io.jenkins.plugins.volumetransfer.kubeconfig.ServerAccess;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import jenkins.authentication.tokens.api.AuthenticationTokens;
import org.jenkinsci.plugins.kubernetes.auth.KubernetesAuth;
import org.jenkinsci.plugins.kubernetes.auth.impl.KubernetesAuthKubeconfig;

/**
 * The clusters that builds have shown a credential for. A reference holds a digest of what was
 * shown: builds with the same credential share a connection, others can't name it.
 */
public final class Connections implements Clusters {
  private static final int DIGEST_CHARACTERS = 16;

  private final BooleanSupplier inClusterAllowed;
  private final Map<String, ServerAccess> known = new ConcurrentHashMap<>();

  /**
   * @param inClusterAllowed asked each time
   */
  public Connections(BooleanSupplier inClusterAllowed) {
    this.inClusterAllowed = inClusterAllowed;
  }

  /**
   * Resolves the credential as the build may see it, and tracks its use. Reads from disk; connects
   * to nothing.
   *
   * @throws ClusterException if there is none, or it can't be taken
   */
  public ClusterRef show(CredentialAccess access, Run<?, ?> build) {
    if (access instanceof CredentialAccess.InCluster) {
      if (!inClusterAllowed.getAsBoolean()) {
        throw Refused.because(
            "inCluster: builds may not use the service account of Jenkins; write kubeconfigId, or"
                + " ask an administrator to allow it in the global configuration");
      }
      return new ClusterRef(Optional.empty(), Optional.empty(), ClusterRef.Access.IN_CLUSTER);
    }
    Shown shown =
        access instanceof CredentialAccess.Kubeconfig kubeconfig
            ? of(kubeconfig, build)
            : of((CredentialAccess.Server) access, build);
    String name = access.text() + " " + digest(shown.secrets());
    known.put(name, shown.server());
    return new ClusterRef(Optional.of(name), Optional.empty(), ClusterRef.Access.KUBECONFIG);
  }

  @Override
  public Cluster open(ClusterRef ref) {
    if (ref.access() == ClusterRef.Access.IN_CLUSTER) {
      return KubeconfigClusters.inCluster();
    }
    return KubeconfigClusters.open(
        Optional.ofNullable(known.get(ref.kubeconfig().orElse("")))
            .orElseThrow(() -> new IllegalStateException("nobody showed " + ref)));
  }

  /** Forgets all credentials. */
  public void clear() {
    known.clear();
  }

  private static Shown of(CredentialAccess.Kubeconfig access, Run<?, ?> build) {
    if (auth(access.id(), build) instanceof KubernetesAuthKubeconfig file) {
      return Shown.of(access, file.getKubeconfig());
    }
    throw Refused.because(
        "credential "
            + access.id()
            + " is no secret file; kubeconfigId names a secret file with a kubeconfig, for other"
            + " kinds write credentialsId and serverUrl");
  }

  private static Shown of(CredentialAccess.Server access, Run<?, ?> build) {
    KubernetesAuth auth = auth(access.id(), build);
    if (auth instanceof KubernetesAuthKubeconfig) {
      throw Refused.because(
          "credential "
              + access.id()
              + " is a secret file; write kubeconfigId in the place of credentialsId and"
              + " serverUrl");
    }
    return Shown.of(access, auth);
  }

  private static KubernetesAuth auth(String id, Run<?, ?> build) {
    StandardCredentials found =
        CredentialsProvider.findCredentialById(id, StandardCredentials.class, build);
    if (found == null) {
      throw Refused.because(
          "there is no credential "
              + id
              + " that this build may use; add it to the folder of the job or to Jenkins, or"
              + " correct the id");
    }
    CredentialsProvider.track(build, found);
    return Optional.ofNullable(AuthenticationTokens.convert(KubernetesAuth.class, found))
        .orElseThrow(
            () ->
                Refused.because(
                    "credential "
                        + id
                        + " is of a kind that Kubernetes does not take; take a secret file with a"
                        + " kubeconfig, a token (secret text), user and password, or a client"
                        + " certificate"));
  }

  /** Of all that decides where a request goes, and as whom. */
  private static String digest(String secrets) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secrets.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, DIGEST_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each Java has SHA-256", e);
    }
  }
}
