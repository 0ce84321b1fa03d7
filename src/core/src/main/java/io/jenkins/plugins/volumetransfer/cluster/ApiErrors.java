package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** From what the client throws to what a user can act on. */
final class ApiErrors {
  /** A limit, a namespace that is going, a webhook: not what a user "cannot" do. */
  private static final Pattern ADMISSION =
      Pattern.compile(" is forbidden: (?!.*cannot )| denied the request: ");

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
    Failure failure =
        error instanceof KubernetesClientException api && api.getCode() > 0
            ? ofCode(doing, server, api.getCode(), message(api))
            : new Failure(
                Reason.API_UNREACHABLE,
                doing + ": the API server " + server + " can't be reached: " + cause(error));
    return new ClusterException(failure, error);
  }

  static Failure ofCode(String doing, String server, int code, String said) {
    return switch (code) {
      case 401 ->
          new Failure(
              Reason.NOT_LOGGED_IN,
              doing + ": " + server + " does not accept the credentials (401); log in again");
      case 403 -> forbidden(doing, said);
      case 409 ->
          new Failure(
              Reason.ALREADY_EXISTS,
              doing + ": " + said + " (409); another run has this id, choose another");
      case 408, 429, 500, 502, 503, 504 ->
          new Failure(
              Reason.API_UNREACHABLE, doing + ": " + server + " answered " + code + ": " + said);
      default -> new Failure(Reason.API_REFUSED, doing + ": " + said + " (" + code + ")");
    };
  }

  /** Admission refuses with the same code as authorization does; only its words differ. */
  private static Failure forbidden(String doing, String said) {
    if (said.contains("exceeded quota") || said.contains("failed quota")) {
      return new Failure(
          Reason.QUOTA_EXCEEDED,
          doing + ": " + said + " (403); raise the ResourceQuota, or set `resources`");
    }
    if (said.contains("violates PodSecurity") || said.contains("security context constraint")) {
      return new Failure(
          Reason.POD_SECURITY,
          doing
              + ": "
              + said
              + " (403); set `nonRoot: true`, or let the namespace admit pods that run as root");
    }
    if (ADMISSION.matcher(said).find()) {
      return new Failure(
          Reason.API_REFUSED,
          doing + ": " + said + " (403); it is no matter of rights, but of a rule of the cluster");
    }
    return new Failure(
        Reason.PERMISSION_DENIED,
        doing + ": " + said + " (403); its user needs a Role with that right");
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
