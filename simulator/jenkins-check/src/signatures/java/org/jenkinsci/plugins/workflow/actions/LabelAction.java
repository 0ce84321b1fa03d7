package org.jenkinsci.plugins.workflow.actions;

public class LabelAction implements PersistentAction {
  private final String displayName;

  public LabelAction(String displayName) {
    this.displayName = displayName;
  }

  @Override
  public String getIconFileName() {
    return null;
  }

  @Override
  public String getDisplayName() {
    return displayName;
  }

  @Override
  public String getUrlName() {
    return null;
  }
}
