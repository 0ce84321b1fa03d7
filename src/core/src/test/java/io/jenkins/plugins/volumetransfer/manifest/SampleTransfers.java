package io.jenkins.plugins.volumetransfer.manifest;

import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import io.jenkins.plugins.volumetransfer.tls.PeerCredentials;
import io.jenkins.plugins.volumetransfer.tls.RunCertificates;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Transfers whose every text is fixed, certificates included. */
public final class SampleTransfers {
  public static final RunId RUN = new RunId("run-7f3a");
  public static final Instant EXPIRES = Instant.parse("2026-03-02T12:15:00Z");
  static final String CLIENT_KEY = pem("PRIVATE KEY", "the client's key");
  static final String SERVER_KEY = pem("PRIVATE KEY", "the server's key");
  static final RunCertificates CERTIFICATES =
      new RunCertificates(
          new PeerCredentials(
              pem("CERTIFICATE", "the authority"), pem("CERTIFICATE", "the client"), CLIENT_KEY),
          new PeerCredentials(
              pem("CERTIFICATE", "the authority"), pem("CERTIFICATE", "the server"), SERVER_KEY),
          EXPIRES);

  private SampleTransfers() {}

  /** Each as {@code namespace/claim[:path] namespace/claim[:path]}. */
  public static TransferSpec spec(String... pairs) {
    return TransferSpec.of(Stream.of(pairs).map(SampleTransfers::pair).toList());
  }

  public static List<Manifests> manifests(TransferSpec spec) {
    return Transfer.of(spec).stream()
        .map(transfer -> new Manifests(spec, RUN, transfer, CERTIFICATES, EXPIRES, "ci@build-7"))
        .toList();
  }

  static VolumePair pair(String text) {
    String[] ends = text.split(" ");
    return new VolumePair(claim(ends[0]), claim(ends[1]));
  }

  private static ClaimRef claim(String text) {
    String[] parts = text.split("[/:]", 3);
    return new ClaimRef(parts[0], parts[1], parts.length > 2 ? parts[2] : "");
  }

  private static String pem(String what, String content) {
    return "-----BEGIN " + what + "-----\n" + content + "\n-----END " + what + "-----\n";
  }
}
