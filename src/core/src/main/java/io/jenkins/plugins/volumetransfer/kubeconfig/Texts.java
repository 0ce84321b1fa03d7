package io.jenkins.plugins.volumetransfer.kubeconfig;

import io.jenkins.plugins.volumetransfer.spec.Fields;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import java.util.Base64;
import java.util.Optional;

/** What kubectl and Kubernetes take from a text. */
final class Texts {
  private static final String PEM = "-----BEGIN ";

  private Texts() {}

  /** An empty text says nothing, as for Go. */
  static Optional<String> of(Fields fields, String name) {
    return fields.text(name).filter(text -> !text.isEmpty());
  }

  /** The bytes of a field that is written in base64. */
  static Optional<byte[]> base64(Fields fields, String name) {
    return of(fields, name).map(text -> decoded(fields.path(name), text));
  }

  private static byte[] decoded(String field, String text) {
    if (text.strip().startsWith(PEM)) {
      throw new SpecException(
          field, "is PEM itself; write it in base64: base64 --wrap=0 FILE prints it");
    }
    try {
      return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
    } catch (IllegalArgumentException e) {
      throw new SpecException(field, "is not base64; base64 --wrap=0 FILE prints it");
    }
  }
}
