package hudson.security;

import io.jenkins.plugins.volumetransfer.standin.Permissions;

public interface AccessControlled {
  default void checkPermission(Permission permission) {
    Permissions.check(permission);
  }

  default boolean hasPermission(Permission permission) {
    return Permissions.granted(permission);
  }
}
