package io.jenkins.plugins.volumetransfer.spec;

import java.util.regex.Pattern;

/** Names that Kubernetes gives to objects (Object Names and IDs). */
public final class ObjectName {
  private static final String LABEL = "[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?";
  private static final String LONG_LABEL = "[a-z0-9](?:[-a-z0-9]*[a-z0-9])?";
  private static final Pattern LABELS = Pattern.compile(LABEL);
  private static final Pattern SUBDOMAINS =
      Pattern.compile("(?=.{1,253}$)" + LONG_LABEL + "(?:\\." + LONG_LABEL + ")*");

  private ObjectName() {}

  /** RFC 1123 label: of namespaces, Services, containers. */
  public static boolean isLabel(String text) {
    return LABELS.matcher(text).matches();
  }

  /** RFC 1123 subdomain, whose labels Kubernetes lets be longer: of all else. */
  public static boolean isSubdomain(String text) {
    return SUBDOMAINS.matcher(text).matches();
  }
}
