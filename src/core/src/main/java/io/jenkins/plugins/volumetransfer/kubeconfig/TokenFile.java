package io.jenkins.plugins.volumetransfer.kubeconfig;

import io.jenkins.plugins.volumetransfer.spec.SpecException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A token in a file, read anew for each request: the kubelet and other agents replace it. What was
 * read last counts while the file can't be read, as for kubectl.
 */
final class TokenFile implements Credentials {
  private final String label;
  private final String field;
  private final Path file;
  private final Optional<ClientIdentity> certificate;
  private volatile Optional<String> last;

  /**
   * @param label the kubeconfig, for messages
   * @param otherwise the header until the file can be read
   */
  TokenFile(
      String label,
      String field,
      Path file,
      Optional<String> otherwise,
      Optional<ClientIdentity> certificate) {
    this.label = label;
    this.field = field;
    this.file = file;
    this.last = otherwise;
    this.certificate = certificate;
  }

  @Override
  public Shown current() {
    try {
      last = Optional.of(Authorization.bearer(field, SmallFile.text(field, file)));
    } catch (SpecException e) {
      if (last.isEmpty()) {
        throw new AccessException(label + ": " + e.getMessage());
      }
    }
    return new Shown(last, certificate);
  }
}
