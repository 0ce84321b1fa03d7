package io.jenkins.plugins.volumetransfer.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.jenkins.plugins.volumetransfer.kubeconfig.AccessException;
import io.jenkins.plugins.volumetransfer.kubeconfig.Credentials;
import io.jenkins.plugins.volumetransfer.kubeconfig.Impersonation;
import io.jenkins.plugins.volumetransfer.kubeconfig.ServerAccess;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.List;
import okhttp3.ConnectionPool;
import okhttp3.Headers;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Says with each request who asks, and asks again with other credentials where the server does not
 * take them and there are others. Where there are none to be had, the answer is a 401 of our own:
 * fabric8 loses what is thrown while it repeats a request.
 */
final class Identification implements Interceptor {
  static final String NAME = "volume-transfer-identification";

  /** {@code reason} of the Status that stands for an {@link AccessException}. */
  static final String REASON = "VolumeTransferCredentials";

  private static final String AUTHORIZATION = "Authorization";

  private final Credentials credentials;
  private final List<Impersonation.Header> as;
  private final boolean compressed;
  private final ConnectionPool connections = new ConnectionPool();

  Identification(ServerAccess access) {
    this.credentials = access.credentials();
    this.as = access.as().map(Impersonation::headers).orElse(List.of());
    this.compressed = access.compressed();
  }

  ConnectionPool connections() {
    return connections;
  }

  /** A program that logs in runs before the request's own time begins. */
  io.fabric8.kubernetes.client.http.Interceptor beforehand() {
    return new io.fabric8.kubernetes.client.http.Interceptor() {
      @Override
      public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
        try {
          credentials.current();
        } catch (AccessException e) {
          // Told when the request is made, which is a moment later.
        }
      }
    };
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    try {
      Credentials.Shown shown = credentials.current();
      Response response = chain.proceed(identified(chain.request(), shown));
      if (response.code() != HttpURLConnection.HTTP_UNAUTHORIZED || !credentials.renew(shown)) {
        return response;
      }
      response.close();
      connections.evictAll();
      return chain.proceed(identified(chain.request(), credentials.current()));
    } catch (AccessException e) {
      return refusal(chain.request(), e);
    }
  }

  private Request identified(Request request, Credentials.Shown shown) {
    Headers.Builder headers = request.headers().newBuilder();
    shown.authorization().ifPresent(value -> headers.set(AUTHORIZATION, value));
    as.forEach(header -> headers.addUnsafeNonAscii(header.name(), header.value()));
    if (!compressed) {
      headers.set("Accept-Encoding", "identity");
    }
    return request.newBuilder().headers(headers.build()).build();
  }

  private static Response refusal(Request request, AccessException why) {
    String status =
        JsonNodeFactory.instance
            .objectNode()
            .put("kind", "Status")
            .put("apiVersion", "v1")
            .put("status", "Failure")
            .put("reason", REASON)
            .put("code", HttpURLConnection.HTTP_UNAUTHORIZED)
            .put("message", why.getMessage())
            .toString();
    return new Response.Builder()
        .request(request)
        .protocol(Protocol.HTTP_1_1)
        .code(HttpURLConnection.HTTP_UNAUTHORIZED)
        .message("Unauthorized")
        .body(ResponseBody.create(status, MediaType.get("application/json")))
        .build();
  }
}
