package io.jenkins.plugins.volumetransfer.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.script.Retry;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** From what the client throws to what a user can act on. */
final class ApiErrors {
  /** What RBAC's refusals begin with, and nothing that admission says does by itself. */
  private static final Pattern RIGHTS = Pattern.compile("^.{0,400}? is forbidden: User \"");

  /** The API server's words before those of a ValidatingAdmissionPolicy or a webhook. */
  private static final Pattern DENIED =
      Pattern.compile("denied request: |^admission webhook .{0,400}? denied the request");

  /** In okhttp's words, whether or not it was told of a proxy. */
  private static final Pattern PROXY_LOGIN =
      Pattern.compile("HTTP_PROXY_AUTH|Failed to authenticate with proxy");

  private static final Pattern ANONYMOUS =
      Pattern.compile("is forbidden: User \"system:anonymous\"");

  /** Of a create in a namespace that goes; its cause says NamespaceTerminating. */
  private static final String TERMINATING = "because it is being terminated";

  private static final String ALREADY_EXISTS = "AlreadyExists";

  private ApiErrors() {}

  /**
   * @param doing what was asked, such as {@code create Pod app-3/vt-x}
   */
  static ClusterException translate(String doing, String server, Throwable error) {
    if (error instanceof KubernetesClientException api
        && api.getStatus() != null
        && Identification.REASON.equals(api.getStatus().getReason())) {
      return new ClusterException(new Failure(Reason.NOT_LOGGED_IN, message(api)), error);
    }
    return new ClusterException(failure(doing, server, error), error);
  }

  private static Failure failure(String doing, String server, Throwable error) {
    Optional<String> odd = notKubernetes(error);
    if (odd.isPresent()) {
      return notKubernetes(doing, server, odd.get());
    }
    if (error instanceof KubernetesClientException api && api.getCode() > 0) {
      return Optional.ofNullable(api.getStatus())
          .filter(status -> status.getReason() != null || status.getMessage() != null)
          .map(status -> ofStatus(doing, server, api.getCode(), message(api), status))
          .orElseGet(() -> ofCode(doing, server, api.getCode(), message(api)));
    }
    return new Failure(
        Reason.API_UNREACHABLE,
        doing + ": the API server " + server + " can't be reached: " + cause(error));
  }

  private static Failure notKubernetes(String doing, String server, String what) {
    return new Failure(
        Reason.NOT_KUBERNETES,
        ("%s: what answers at %s is no Kubernetes API server: %s; a proxy or a login"
                + " page may stand before it, look at the kubeconfig's `server` and `proxy-url`")
            .formatted(doing, server, what));
  }

  /** Whatever was thrown while an answer was read: it was none that the client understands. */
  private static Optional<String> notKubernetes(Throwable error) {
    for (Throwable next = error; next != null; next = next.getCause()) {
      if (next instanceof Answers.NotKubernetes) {
        return Optional.of(String.valueOf(next.getMessage()));
      }
      if (next instanceof JsonProcessingException json) {
        return Optional.of("its answer can't be read (" + json.getOriginalMessage() + ")");
      }
      if (next instanceof IOException && PROXY_LOGIN.matcher(next.toString()).find()) {
        return Optional.of("it answered 407, a proxy wants a login");
      }
      if (next instanceof NullPointerException
          || next instanceof ClassCastException
          || next instanceof IllegalArgumentException) {
        return Optional.of("its answer lacks what belongs there");
      }
    }
    return Optional.empty();
  }

  /** Where the server has said why. */
  private static Failure ofStatus(
      String doing, String server, int code, String said, Status status) {
    if (code == HttpURLConnection.HTTP_CONFLICT && !ALREADY_EXISTS.equals(status.getReason())) {
      return new Failure(
          Reason.API_REFUSED,
          doing + ": " + said + " (409); somebody else has changed it at the same time",
          Retry.MAY_HELP);
    }
    return ofCode(doing, server, code, said, Optional.of(status));
  }

  static Failure ofCode(String doing, String server, int code, String said) {
    return ofCode(doing, server, code, said, Optional.empty());
  }

  private static Failure ofCode(
      String doing, String server, int code, String said, Optional<Status> status) {
    return switch (code) {
      case 401 ->
          new Failure(
              Reason.NOT_LOGGED_IN,
              doing + ": " + server + " does not accept the credentials (401); log in again");
      case 403 -> forbidden(doing, said);
      case 404 -> new Failure(Reason.API_REFUSED, doing + ": " + said + " (404)" + missing(said));
      case 409 ->
          new Failure(
              Reason.ALREADY_EXISTS,
              doing + ": " + said + " (409); another run has this id, choose another");
      case 410 ->
          new Failure(
              Reason.API_REFUSED,
              doing + ": " + said + " (410); the server has forgotten what was asked for",
              Retry.MAY_HELP);
      case 408, 429, 500, 502, 503, 504 ->
          new Failure(
              Reason.API_UNREACHABLE,
              doing + ": " + server + " answered " + code + ": " + said + gateway(code, status));
      case 422 ->
          isRule(said)
              ? rule(doing, said, code)
              : new Failure(Reason.API_REFUSED, doing + ": " + said + " (422)");
      default -> new Failure(Reason.API_REFUSED, doing + ": " + said + " (" + code + ")");
    };
  }

  /** An API server says these by a Status; a proxy or a load balancer before it does not. */
  private static String gateway(int code, Optional<Status> status) {
    boolean kubernetes = status.filter(each -> "Failure".equals(each.getStatus())).isPresent();
    return kubernetes || status.isEmpty() || code < HttpURLConnection.HTTP_BAD_GATEWAY
        ? ""
        : "; that is no answer of Kubernetes: a proxy or load balancer before the API server does"
            + " not reach it";
  }

  private static String missing(String said) {
    if (said.startsWith("namespaces \"")) {
      return "; create the namespace, or correct its name";
    }
    return said.contains("\" not found") ? "" : "; this cluster does not serve what was asked for";
  }

  /** Admission refuses with the same code as authorization does; only its words differ. */
  private static Failure forbidden(String doing, String said) {
    if (ANONYMOUS.matcher(said).find()) {
      return new Failure(
          Reason.NOT_LOGGED_IN,
          doing + ": " + said + " (403); the server has seen no credentials, log in");
    }
    if (RIGHTS.matcher(said).find() && !isRule(said)) {
      return denied(doing, said);
    }
    if (said.contains(TERMINATING)) {
      return new Failure(
          Reason.NAMESPACE_TERMINATING,
          doing + ": " + said + " (403); the namespace is being deleted, name another");
    }
    if (isRule(said)) {
      return rule(doing, said, HttpURLConnection.HTTP_FORBIDDEN);
    }
    if (said.contains("exceeded quota") || said.contains("failed quota")) {
      return new Failure(
          Reason.QUOTA_EXCEEDED,
          doing + ": " + said + " (403); raise the ResourceQuota, or set `resources`");
    }
    if (said.contains("violates PodSecurity") || said.contains("security context constraint")) {
      return new Failure(
          Reason.POD_SECURITY,
          "%s: %s (403); set `nonRoot: true`, or let the namespace admit pods that run as root"
              .formatted(doing, said));
    }
    return said.contains(" is forbidden: ")
        ? rule(doing, said, HttpURLConnection.HTTP_FORBIDDEN)
        : denied(doing, said);
  }

  private static Failure denied(String doing, String said) {
    return new Failure(
        Reason.PERMISSION_DENIED,
        doing + ": " + said + " (403); its user needs a Role with that right");
  }

  /** A policy's or a webhook's own words follow these, and may be anything. */
  private static boolean isRule(String said) {
    return DENIED.matcher(said).find();
  }

  private static Failure rule(String doing, String said, int code) {
    return new Failure(
        Reason.API_REFUSED,
        "%s: %s (%s); it is no matter of rights, but of a rule of the cluster"
            .formatted(doing, said, code));
  }

  private static String message(KubernetesClientException error) {
    return Optional.ofNullable(error.getStatus())
        .map(Status::getMessage)
        .filter(text -> !text.isBlank())
        .orElseGet(() -> Optional.ofNullable(error.getMessage()).orElse("no message"));
  }

  private static String cause(Throwable error) {
    Throwable last = error;
    for (Throwable next = error; next != null; next = next.getCause()) {
      last = next;
      if (next instanceof UnknownHostException) {
        return "no such host: " + next.getMessage();
      }
      // okhttp's bound on a whole call is no SocketTimeoutException; that of a read is one.
      if (next instanceof InterruptedIOException || next instanceof TimeoutException) {
        return "timed out";
      }
      if (next instanceof ConnectException || next instanceof SSLException) {
        return String.valueOf(next.getMessage());
      }
    }
    return Optional.ofNullable(last.getMessage()).orElse(last.getClass().getSimpleName());
  }
}
