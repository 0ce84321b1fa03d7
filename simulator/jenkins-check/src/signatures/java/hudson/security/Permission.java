package hudson.security;

public final class Permission {
  public static final Permission HUDSON_ADMINISTER = new Permission("Administer");

  private final String name;

  /** The real ones have groups; nobody but these signatures makes one. */
  public Permission(String name) {
    this.name = name;
  }

  @Override
  public String toString() {
    return name;
  }
}
