package io.jenkins.plugins.volumetransfer.standin;

import hudson.security.Permission;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/** What whoever is logged in must not do; all else is allowed. */
public final class Permissions {
  private static final Set<Permission> DENIED = new CopyOnWriteArraySet<>();

  private Permissions() {}

  public static void deny(Permission permission) {
    DENIED.add(permission);
  }

  public static void clear() {
    DENIED.clear();
  }

  public static boolean granted(Permission permission) {
    return !DENIED.contains(permission);
  }

  /** Throws as Jenkins does, though not its exception. */
  public static void check(Permission permission) {
    if (!granted(permission)) {
      throw new SecurityException("missing permission " + permission);
    }
  }
}
