package io.jenkins.plugins.volumetransfer.manifest;

import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import io.jenkins.plugins.volumetransfer.spec.Timeouts;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;

/**
 * {@code stunnel.conf} of both ends. Certificates are required from both and checked against the
 * transfer's own authority and the peer's name (stunnel(8): verifyChain, checkHost). stunnel would
 * cut a connection that is silent for 12 hours; here the transfer's deadline counts.
 *
 * <p>Keepalive on both ends of the way between the pods: after a minute of silence, so that no load
 * balancer takes the connection for idle (Azure's does after 240 s, AWS' after 350 s), and given up
 * after two minutes more without an answer, so that a short drop is survived. rsync and its daemon
 * need none of their own: theirs are connections within a pod, and end with the peer's process.
 */
final class StunnelConfig {
  /**
   * Of the connection to rsync, which is loopback. That between the pods keeps the sizes that the
   * kernel finds by itself: a size that is set is cut to net.core.rmem_max, on many nodes 208 KiB,
   * and no longer grows (tcp(7)), which is slow over a long distance.
   */
  private static final int LOOPBACK_BUFFER_BYTES = 4 << 20;

  private StunnelConfig() {}

  /** The seed's settings: a daemon, its log on the container's output, on localhost only. */
  static String source(Address destination, String serverName, TransferSpec spec) {
    return ConfigText.of(
            """
        output = /dev/stdout
        pid =
        syslog = no
        debug = notice
        socket = l:TCP_NODELAY=1
        socket = r:TCP_NODELAY=1
        socket = r:SO_KEEPALIVE=1
        socket = r:TCP_KEEPIDLE=60
        socket = r:TCP_KEEPINTVL=15
        socket = r:TCP_KEEPCNT=8
        socket = l:SO_RCVBUF=%1$d
        socket = l:SO_SNDBUF=%1$d

        [rsync]
        client = yes
        accept = %2$s:%3$d
        connect = %4$s
        """,
            LOOPBACK_BUFFER_BYTES, Layout.TUNNEL_HOST, Layout.TUNNEL_PORT, destination)
        + sni(destination, spec.endpoint())
        + verification(serverName, spec.timeouts());
  }

  /** OpenShift's router finds the Route by it; our own name is in the certificate. */
  private static String sni(Address destination, Endpoint endpoint) {
    return endpoint instanceof Endpoint.Route
        ? ConfigText.of("sni = %s\n", destination.host())
        : "";
  }

  /** Without {@code accept}: the script adds it, once the pod knows its address. */
  static String destination(String clientName, Timeouts timeouts) {
    return ConfigText.of(
            """
        foreground = quiet
        output = /dev/stdout
        pid =
        syslog = no
        debug = notice
        socket = l:TCP_NODELAY=1
        socket = l:SO_KEEPALIVE=1
        socket = l:TCP_KEEPIDLE=60
        socket = l:TCP_KEEPINTVL=15
        socket = l:TCP_KEEPCNT=8
        socket = r:TCP_NODELAY=1
        socket = r:SO_RCVBUF=%1$d
        socket = r:SO_SNDBUF=%1$d

        [rsync]
        connect = %2$s:%3$d
        """,
            LOOPBACK_BUFFER_BYTES, Layout.RSYNCD_HOST, Layout.RSYNCD_PORT)
        + verification(clientName, timeouts);
  }

  private static String verification(String peer, Timeouts timeouts) {
    return ConfigText.of(
        """
        cert = %1$s/tls.crt
        key = %1$s/tls.key
        CAfile = %1$s/ca.crt
        verifyChain = yes
        checkHost = %2$s
        sslVersionMin = TLSv1.3
        sessionResume = no
        TIMEOUTidle = %3$d
        """,
        Layout.CERTIFICATES, peer, timeouts.transfer().toSeconds());
  }
}
