package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.kubeconfig.AccessException;
import io.jenkins.plugins.volumetransfer.kubeconfig.Kubeconfig;
import io.jenkins.plugins.volumetransfer.kubeconfig.Route;
import io.jenkins.plugins.volumetransfer.kubeconfig.ServerAccess;
import io.jenkins.plugins.volumetransfer.kubeconfig.ServiceAccount;
import io.jenkins.plugins.volumetransfer.kubeconfig.Surroundings;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Clusters as kubectl finds them: kubeconfig files, contexts, or the pod's service account. */
public final class KubeconfigClusters implements Clusters {
  private static final String VARIABLE = "KUBECONFIG";

  /** The file that is meant where a directory is named. */
  private static final String IN_DIRECTORY = "kubeconfig";

  private final Surroundings around;

  public KubeconfigClusters() {
    this(Surroundings.ofProcess());
  }

  public KubeconfigClusters(Surroundings around) {
    this.around = around;
  }

  @Override
  public Cluster open(ClusterRef ref) {
    return new KubernetesCluster(
        AccessClient.of(access(ref, around), RequestTimeouts.USUAL), RequestTimeouts.AT_FIRST);
  }

  /** A cluster that somebody else has found. */
  public static Cluster open(ServerAccess access) {
    return new KubernetesCluster(
        AccessClient.of(access, RequestTimeouts.USUAL), RequestTimeouts.AT_FIRST);
  }

  /** The service account of this process's pod, whatever proxy the environment names. */
  public static Cluster inCluster() {
    try {
      return open(new ServiceAccount(System.getenv()).access(new Route.OfJava()));
    } catch (AccessException e) {
      throw refused(e);
    }
  }

  /** The same with another patience. */
  public static Cluster open(ClusterRef ref, RequestTimeouts usual, RequestTimeouts atFirst) {
    return new KubernetesCluster(client(ref, usual), atFirst);
  }

  /** A client with our time-outs; for tools and tests beside the engine too. */
  public static KubernetesClient client(ClusterRef ref) {
    return client(ref, RequestTimeouts.USUAL);
  }

  static KubernetesClient client(ClusterRef ref, RequestTimeouts patience) {
    return AccessClient.of(access(ref, Surroundings.ofProcess()), patience);
  }

  static ServerAccess access(ClusterRef ref, Surroundings around) {
    try {
      return found(ref, around);
    } catch (AccessException e) {
      throw refused(e);
    }
  }

  private static ServerAccess found(ClusterRef ref, Surroundings around) {
    ServiceAccount account = new ServiceAccount(around.variables());
    if (ref.access() == ClusterRef.Access.IN_CLUSTER) {
      return account.access();
    }
    if (ref.kubeconfig().isPresent()) {
      Path named = path(ref.kubeconfig().get());
      Path file = Files.isDirectory(named) ? named.resolve(IN_DIRECTORY) : named;
      return Kubeconfig.of(List.of(file)).access(ref.context(), around);
    }
    List<Path> usual = usual(around);
    List<Path> there = usual.stream().filter(Files::exists).toList();
    if (there.isEmpty()) {
      if (account.isHere() && ref.context().isEmpty()) {
        return account.access();
      }
      throw refused(
          "no kubeconfig: set KUBECONFIG, or give --kubeconfig (looked for "
              + usual.stream().map(Path::toString).collect(Collectors.joining(", "))
              + ")");
    }
    return Kubeconfig.of(there).access(ref.context(), around);
  }

  /** Empty entries name nothing, and one that is named twice counts once. */
  private static List<Path> usual(Surroundings around) {
    List<Path> named =
        Stream.of(around.variables().getOrDefault(VARIABLE, "").split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(KubeconfigClusters::path)
            .distinct()
            .toList();
    return named.isEmpty()
        ? around.home().map(home -> home.resolve(".kube").resolve("config")).stream().toList()
        : named;
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw refused("kubeconfig: the path has a character that no path has");
    }
  }

  private static ClusterException refused(AccessException why) {
    return new ClusterException(new Failure(Reason.NOT_LOGGED_IN, why.getMessage()), why);
  }

  private static ClusterException refused(String message) {
    return new ClusterException(new Failure(Reason.NOT_LOGGED_IN, message), null);
  }
}
