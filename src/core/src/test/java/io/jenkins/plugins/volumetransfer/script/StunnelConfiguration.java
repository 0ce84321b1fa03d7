package io.jenkins.plugins.volumetransfer.script;

/** What the two ends of a tunnel on this machine are told. */
final class StunnelConfiguration {
  private StunnelConfiguration() {}

  /**
   * @param port on loopback
   * @param endpoint host and port of the destination's end
   */
  static String source(int port, String endpoint) {
    return common()
        + """
        client = yes
        accept = localhost:%d
        connect = %s
        checkHost = transfer.test
        """
            .formatted(port, endpoint);
  }

  /** Without the address to listen at, which its script adds. */
  static String destination(int rsyncdPort) {
    return "foreground = yes\n" + common() + "connect = 127.0.0.1:%d\n".formatted(rsyncdPort);
  }

  private static String common() {
    return """
        output = /dev/stdout
        pid =
        syslog = no
        [rsync]
        cert = %1$s/tls.crt
        key = %1$s/tls.key
        CAfile = %1$s/ca.crt
        verifyChain = yes
        sslVersionMin = TLSv1.3
        """
        .formatted(Certificates.directory());
  }
}
