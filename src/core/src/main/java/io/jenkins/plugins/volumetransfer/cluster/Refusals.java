package io.jenkins.plugins.volumetransfer.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.Optional;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Marks answers that refuse a request in other words than an API server's, which always sends a
 * Status. fabric8's client looks at their code alone: a proxy's 404 would be an object that is
 * gone.
 */
final class Refusals implements Interceptor {
  /** The header that marks them, with what they are. */
  static final String NOT_KUBERNETES = "volume-transfer-not-kubernetes";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int STATUS_BYTES_MAX = 1 << 16;

  /** Where an API server has no such group, it answers as any Go program. */
  private static final String UNKNOWN_GROUP = "404 page not found";

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (response.code() < HttpURLConnection.HTTP_BAD_REQUEST || isKubernetes(response)) {
      return response;
    }
    String type = Optional.ofNullable(response.header("Content-Type")).orElse("nothing");
    return response.newBuilder().header(NOT_KUBERNETES, type.replaceAll("[^ -~]", "?")).build();
  }

  private static boolean isKubernetes(Response response) throws IOException {
    String body = response.peekBody(STATUS_BYTES_MAX).string();
    boolean group = response.request().url().encodedPath().startsWith("/apis/");
    if (group && body.strip().equals(UNKNOWN_GROUP)) {
      return true;
    }
    try {
      JsonNode told = JSON.readTree(body);
      return told.path("kind").asText().equals("Status")
          && told.path("status").asText().equals("Failure");
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
