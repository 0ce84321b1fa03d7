package hudson.security;

public final class Permission {
  public static final PermissionGroup HUDSON_PERMISSIONS = new PermissionGroup();

  public static final Permission HUDSON_ADMINISTER =
      new Permission(HUDSON_PERMISSIONS, "Administer", null);

  public final String name;

  public Permission(PermissionGroup group, String name, Permission impliedBy) {
    this.name = name;
  }

  @Override
  public String toString() {
    return name;
  }
}
