package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.spec.ClusterRef;
import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Clusters as kubectl finds them: kubeconfig files, contexts, or the pod's service account. */
public final class KubeconfigClusters implements Clusters {
  private static final int CONNECTION_TIMEOUT_MS = 5_000;

  /** A log that is followed holds a request for as long as its transfer lasts. */
  private static final int CONCURRENT_REQUESTS_MAX = 256;

  /** The file that is meant where a directory is named. */
  private static final String IN_DIRECTORY = "kubeconfig";

  @Override
  public Cluster open(ClusterRef ref) {
    return new KubernetesCluster(client(ref), Patience.AT_FIRST);
  }

  /** A cluster of a configuration that somebody else has read, with our time-outs. */
  public static Cluster open(Config config) {
    return new KubernetesCluster(client(config, Patience.USUAL), Patience.AT_FIRST);
  }

  /** The same with another patience. */
  public static Cluster open(Config config, Patience usual, Patience atFirst) {
    return new KubernetesCluster(client(config, usual), atFirst);
  }

  /** A client with our time-outs; for tools and tests beside the engine too. */
  public static KubernetesClient client(ClusterRef ref) {
    return client(ref, Patience.USUAL);
  }

  static KubernetesClient client(ClusterRef ref, Patience patience) {
    return client(config(ref), patience);
  }

  private static KubernetesClient client(Config given, Patience patience) {
    Config config =
        new ConfigBuilder(given)
            .withRequestTimeout(patience.answerMs())
            .withConnectionTimeout(CONNECTION_TIMEOUT_MS)
            .withRequestRetryBackoffLimit(patience.retriesMax())
            .withRequestRetryBackoffInterval(patience.retryMs())
            .withMaxConcurrentRequests(CONCURRENT_REQUESTS_MAX)
            .withMaxConcurrentRequestsPerHost(CONCURRENT_REQUESTS_MAX)
            .withClientKeyAlgo(ClientKey.algorithm(given))
            .build();
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientBuilderConsumer(Tries::count)
        .build();
  }

  private static Config config(ClusterRef ref) {
    if (ref.access() == ClusterRef.Access.IN_CLUSTER) {
      return InCluster.config();
    }
    if (ref.kubeconfig().isPresent()) {
      File named = new File(ref.kubeconfig().get());
      File file = named.isDirectory() ? new File(named, IN_DIRECTORY) : named;
      if (!file.isFile()) {
        throw refused("kubeconfig " + file + " is not a file");
      }
      checkContext(List.of(file), ref.context());
      return Config.fromKubeconfig(ref.context().orElse(null), file);
    }
    List<File> files =
        Config.getKubeconfigFilenames().stream().map(File::new).filter(File::isFile).toList();
    if (files.isEmpty()) {
      if (InCluster.isHere()) {
        return InCluster.config();
      }
      throw refused(
          "no kubeconfig: set KUBECONFIG, or give --kubeconfig (looked for "
              + String.join(", ", Config.getKubeconfigFilenames())
              + ")");
    }
    checkContext(files, ref.context());
    return Config.autoConfigure(ref.context().orElse(null));
  }

  /** fabric8 takes a context that does not exist for none, and goes on with the defaults. */
  private static void checkContext(List<File> files, Optional<String> context) {
    List<String> names = files.stream().flatMap(file -> contexts(file).stream()).toList();
    if (context.isPresent() && !names.contains(context.get())) {
      throw refused(
          "kubeconfig "
              + files.stream().map(File::toString).collect(Collectors.joining(", "))
              + " has no context \""
              + context.get()
              + "\"; it has "
              + (names.isEmpty() ? "none" : String.join(", ", names)));
    }
  }

  private static List<String> contexts(File file) {
    try {
      return KubeConfigUtils.parseConfig(file).getContexts().stream()
          .map(NamedContext::getName)
          .toList();
    } catch (RuntimeException e) {
      throw refused("kubeconfig " + file + " can't be read: " + e.getMessage());
    }
  }

  private static ClusterException refused(String message) {
    return new ClusterException(new Failure(Reason.NOT_LOGGED_IN, message), null);
  }
}
