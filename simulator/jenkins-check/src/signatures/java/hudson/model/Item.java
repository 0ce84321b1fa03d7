package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;

public interface Item extends ModelObject, AccessControlled {
  Permission READ =
      new Permission(Permission.HUDSON_PERMISSIONS, "Item.READ", Permission.HUDSON_ADMINISTER);
  Permission CONFIGURE =
      new Permission(Permission.HUDSON_PERMISSIONS, "Item.CONFIGURE", Permission.HUDSON_ADMINISTER);
  Permission EXTENDED_READ =
      new Permission(
          Permission.HUDSON_PERMISSIONS, "Item.EXTENDED_READ", Permission.HUDSON_ADMINISTER);

  String getFullName();

  String getFullDisplayName();

  String getUrl();
}
