package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.progress.TunnelTrouble;
import java.util.Optional;

/**
 * Why no rsync daemon answers through the tunnel, by what both stunnels say. The source's comes
 * first: only once it has come through does the destination's matter. Pure.
 */
final class TunnelDiagnosis {
  private TunnelDiagnosis() {}

  /** Empty: neither says anything of use. */
  static Optional<Failure> of(TunnelLogs logs) {
    Optional<Failure> bySource = TunnelTrouble.last(logs.source()).map(TunnelDiagnosis::ofSource);
    Optional<TunnelTrouble.Told> other = TunnelTrouble.last(logs.destination());
    if (bySource.isEmpty()) {
      return other.map(TunnelDiagnosis::ofDestination);
    }
    // Whose certificate is no good, and why, only the one who refuses it can say.
    return bySource.map(
        failure ->
            failure.reason() == Reason.CERTIFICATE_REFUSED && other.isPresent()
                ? new Failure(
                    failure.reason(),
                    failure.message() + "; the destination's said: " + other.get().line())
                : failure);
  }

  /** Whether it stays as it is, however long one waits. */
  static boolean isFinal(Failure failure) {
    return failure.reason() == Reason.CERTIFICATE_REFUSED;
  }

  private static Failure ofSource(TunnelTrouble.Told told) {
    String said = " (stunnel in the source pod: " + told.line() + ")";
    return switch (told.trouble()) {
      case REFUSED ->
          new Failure(
              Reason.DESTINATION_NOT_LISTENING,
              "the destination's address is reached, but nothing listens there"
                  + said
                  + "; look at the destination pod, or correct `destination.address`");
      case TIMED_OUT -> unreachable("nothing answers at the destination's address", said);
      case NO_ROUTE ->
          unreachable("the source's node has no route to the destination's address", said);
      case NO_SUCH_HOST ->
          new Failure(
              Reason.DESTINATION_UNKNOWN,
              "the source pod can't resolve the name of the destination"
                  + said
                  + "; correct `destination.address`, or look at the source cluster's DNS; a NetworkPolicy"
                  + " lets the pod ask at port 53 (`networkPolicies: false` makes none)");
      case CERTIFICATE_REFUSED ->
          certificate("the source refuses the certificate of what answers there", said);
      case CERTIFICATE_REFUSED_BY_PEER ->
          certificate("what answers there refuses the source's certificate", said);
      case TLS_VERSION ->
          new Failure(
              Reason.TLS_MISMATCH,
              "the two ends have no version of TLS in common; 1.3 is needed" + said);
      case NOT_TLS ->
          new Failure(
              Reason.TLS_MISMATCH,
              "what answers at the destination's address is no stunnel of ours"
                  + said
                  + "; correct `destination.address`, or let TLS pass through what stands between");
    };
  }

  private static Failure unreachable(String what, String said) {
    return new Failure(
        Reason.DESTINATION_UNREACHABLE,
        what
            + said
            + "; a firewall or a NetworkPolicy may stand between (`networkPolicies: false` makes none),"
            + " or another `destination.endpoint` is needed");
  }

  private static Failure certificate(String what, String said) {
    return new Failure(
        Reason.CERTIFICATE_REFUSED,
        what
            + said
            + "; another transfer may answer at this address, or a clock be wrong: certificates are"
            + " made anew for each run");
  }

  private static Failure ofDestination(TunnelTrouble.Told told) {
    String said = " (stunnel in the destination pod: " + told.line() + ")";
    return switch (told.trouble()) {
      case REFUSED ->
          new Failure(
              Reason.DESTINATION_NOT_LISTENING,
              "the tunnel is open, but the rsync daemon behind it does not listen" + said);
      case CERTIFICATE_REFUSED, CERTIFICATE_REFUSED_BY_PEER ->
          certificate("the tunnel's ends refuse each other's certificate", said);
      default ->
          new Failure(
              Reason.TLS_MISMATCH, "the destination can't make a tunnel of what it gets" + said);
    };
  }
}
