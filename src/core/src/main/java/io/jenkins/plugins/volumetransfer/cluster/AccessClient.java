package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.okhttp.OkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.ImpersonatorInterceptor;
import io.fabric8.kubernetes.client.utils.TokenRefreshInterceptor;
import io.jenkins.plugins.volumetransfer.kubeconfig.ProxyAddress;
import io.jenkins.plugins.volumetransfer.kubeconfig.Route;
import io.jenkins.plugins.volumetransfer.kubeconfig.ServerAccess;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * fabric8's client for a checked access, with our time-outs. It finds nothing by itself: neither
 * variables of the environment nor Java's properties nor files count for it. Who asks and how a
 * connection is made is settled one level below, in okhttp.
 */
final class AccessClient {
  private static final int CONNECTION_TIMEOUT_MS = 5_000;

  /** A log that is followed holds a request for as long as its transfer lasts. */
  private static final int CONCURRENT_REQUESTS_MAX = 256;

  private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";

  private AccessClient() {}

  static KubernetesClient of(ServerAccess access, RequestTimeouts patience) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withAutoConfigure(false)
            .withMasterUrl(access.server().url())
            .withRequestTimeout(patience.answerMs())
            .withConnectionTimeout(CONNECTION_TIMEOUT_MS)
            .withRequestRetryBackoffLimit(patience.retriesMax())
            .withRequestRetryBackoffInterval(patience.retryMs())
            .withWatchReconnectInterval(patience.retryMs())
            .withMaxConcurrentRequests(CONCURRENT_REQUESTS_MAX)
            .withMaxConcurrentRequestsPerHost(CONCURRENT_REQUESTS_MAX)
            .build();
    Identification identification = new Identification(access);
    return new KubernetesClientBuilder()
        .withConfig(config)
        .withHttpClientFactory(new Connections(access, identification))
        .withHttpClientBuilderConsumer(client -> prepare(client, identification))
        .build();
  }

  private static void prepare(HttpClient.Builder client, Identification identification) {
    client.addOrReplaceInterceptor(TokenRefreshInterceptor.NAME, null);
    client.addOrReplaceInterceptor(ImpersonatorInterceptor.NAME, null);
    Tries.count(client);
    client.addOrReplaceInterceptor(Identification.NAME, identification.beforehand());
  }

  /** okhttp as it is needed to reach the one server. */
  private static final class Connections extends OkHttpClientFactory {
    private final ServerAccess access;
    private final Identification identification;

    Connections(ServerAccess access, Identification identification) {
      this.access = access;
      this.identification = identification;
    }

    @Override
    protected void additionalConfig(OkHttpClient.Builder client) {
      client.addInterceptor(new ClosableBodies());
      client.addInterceptor(identification);
      client.addInterceptor(new Refusals());
      client.eventListenerFactory(Exchanges::of);
      if (access.server().secure()) {
        new ServerTls(access).into(client);
      }
      if (access.credentials().certificateChanges()) {
        // Streams of HTTP/2 would go on by a connection that has shown the old certificate.
        client.protocols(List.of(Protocol.HTTP_1_1));
        client.connectionPool(identification.connections());
      }
      if (access.route() instanceof Route.Direct) {
        client.proxy(Proxy.NO_PROXY);
      } else if (access.route() instanceof Route.Through through) {
        through(through.proxy(), client);
      }
    }

    private static void through(ProxyAddress proxy, OkHttpClient.Builder client) {
      client.proxy(
          new Proxy(
              proxy.kind() == ProxyAddress.Kind.SOCKS ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
              InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
      proxy
          .authorization()
          .ifPresent(
              value ->
                  client.proxyAuthenticator(
                      (route, response) ->
                          response.request().header(PROXY_AUTHORIZATION) != null
                              ? null
                              : response
                                  .request()
                                  .newBuilder()
                                  .header(PROXY_AUTHORIZATION, value)
                                  .build()));
    }
  }
}
