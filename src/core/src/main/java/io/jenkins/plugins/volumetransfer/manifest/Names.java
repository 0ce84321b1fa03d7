package io.jenkins.plugins.volumetransfer.manifest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/** Names that Kubernetes takes, however long what they are made from. */
final class Names {
  /** RFC 1123 label: the bound of Service, volume and label values. */
  static final int LABEL_LENGTH_MAX = 63;

  private static final int HASH_LENGTH = 6;

  private Names() {}

  /**
   * {@code name} as a DNS label of at most {@code max} characters; a name that had to be changed
   * ends in a hash of the whole, so that different names stay different.
   */
  static String label(String name, int max) {
    String plain = name.replaceAll("[^a-z0-9-]", "-");
    if (plain.equals(name) && name.length() <= max) {
      return name;
    }
    int keep = Math.min(plain.length(), max - HASH_LENGTH - 1);
    return plain.substring(0, keep).replaceAll("-+$", "") + "-" + hash(name, HASH_LENGTH);
  }

  /** {@code wanted}, or with {@code -2}, {@code -3}, ... the first that is not taken yet. */
  static String unique(String wanted, Set<String> taken) {
    String name = wanted;
    for (int i = 2; !taken.add(name); i++) {
      name = wanted + "-" + i;
    }
    return name;
  }

  /**
   * Hexadecimal digits that stand for a text.
   *
   * @param length at most 64
   */
  static String hash(String text, int length) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, length);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
