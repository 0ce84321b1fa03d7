package io.jenkins.plugins.volumetransfer.tls;

import org.bouncycastle.asn1.x509.KeyPurposeId;

/** Which end of the tunnel a certificate is for. */
enum Role {
  CLIENT("client", KeyPurposeId.id_kp_clientAuth),
  SERVER("server", KeyPurposeId.id_kp_serverAuth);

  private final String commonName;
  private final KeyPurposeId purpose;

  Role(String commonName, KeyPurposeId purpose) {
    this.commonName = commonName;
    this.purpose = purpose;
  }

  String commonName() {
    return commonName;
  }

  KeyPurposeId purpose() {
    return purpose;
  }
}
