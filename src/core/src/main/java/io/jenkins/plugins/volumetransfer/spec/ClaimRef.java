package io.jenkins.plugins.volumetransfer.spec;

/**
 * A directory of a PersistentVolumeClaim.
 *
 * @param namespace a DNS label
 * @param claim a DNS subdomain, up to 253 characters
 * @param path relative path below the claim's root, without {@code ..}; empty: the root itself
 */
public record ClaimRef(String namespace, String claim, String path) {
  /** As users write it: {@code namespace/claim}, with {@code :path} where there is one. */
  @Override
  public String toString() {
    return namespace + "/" + claim + (path.isEmpty() ? "" : ":" + path);
  }

  /** Whether one of the two directories lies in the other, or they are the same. */
  boolean overlaps(ClaimRef other) {
    return namespace.equals(other.namespace) && claim.equals(other.claim) && pathOverlaps(other);
  }

  /** The same, for two names of one claim. */
  public boolean pathOverlaps(ClaimRef other) {
    return (path + "/").startsWith(other.path + "/")
        || (other.path + "/").startsWith(path + "/")
        || path.isEmpty()
        || other.path.isEmpty();
  }
}
