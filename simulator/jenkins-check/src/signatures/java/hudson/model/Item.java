package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;

public interface Item extends ModelObject, AccessControlled {
  Permission READ = new Permission("Item.READ");
  Permission CONFIGURE = new Permission("Item.CONFIGURE");
  Permission EXTENDED_READ = new Permission("Item.EXTENDED_READ");

  String getFullName();

  String getFullDisplayName();

  String getUrl();
}
