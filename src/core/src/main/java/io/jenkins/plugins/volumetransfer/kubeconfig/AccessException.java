package io.jenkins.plugins.volumetransfer.kubeconfig;

/**
 * A cluster can't be reached as it is written. The message is one line: which file and field, what
 * is wrong, what to write instead. It has no secret.
 */
public final class AccessException extends RuntimeException {
  AccessException(String message) {
    super(message.replaceAll("[\\p{Cntrl}\\s]+", " "));
  }
}
