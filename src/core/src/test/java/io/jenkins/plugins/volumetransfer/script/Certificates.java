package io.jenkins.plugins.volumetransfer.script;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A CA and one leaf, good for both ends of a tunnel, made once by openssl. */
final class Certificates {
  private static final Path DIRECTORY = create();

  private Certificates() {}

  /** Holds `ca.crt`, `tls.crt` (for `transfer.test`) and `tls.key`. */
  static Path directory() {
    return DIRECTORY;
  }

  private static Path create() {
    try {
      Path directory = Files.createTempDirectory("transfer-certificates");
      directory.toFile().deleteOnExit();
      for (String file : new String[] {"ca.crt", "ca.key", "tls.crt", "tls.key"}) {
        directory.resolve(file).toFile().deleteOnExit();
      }
      String newCertificate =
          "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 1";
      Container.runShell(
          "cd '%1$s' && %2$s -subj /CN=ca -keyout ca.key -out ca.crt && %2$s -subj /CN=transfer.test"
                  .formatted(directory, newCertificate)
              + " -addext subjectAltName=DNS:transfer.test -CA ca.crt -CAkey ca.key"
              + " -keyout tls.key -out tls.crt");
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
