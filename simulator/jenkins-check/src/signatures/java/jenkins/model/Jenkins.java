package jenkins.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;

public class Jenkins implements AccessControlled {
  public static final Permission ADMINISTER = Permission.HUDSON_ADMINISTER;

  private static final Jenkins INSTANCE = new Jenkins();

  private Jenkins() {}

  public static Jenkins get() {
    return INSTANCE;
  }

  public String getRootUrl() {
    return "https://jenkins.example/";
  }
}
