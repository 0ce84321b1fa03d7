package hudson.model;

import hudson.util.FormValidation;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

public abstract class Descriptor<T extends Describable<T>> {
  public final transient Class<? extends T> clazz;

  protected Descriptor(Class<? extends T> clazz) {
    this.clazz = clazz;
  }

  @SuppressWarnings("unchecked")
  protected Descriptor() {
    this.clazz = (Class<T>) getClass().getEnclosingClass();
    if (clazz == null) {
      throw new AssertionError(getClass() + " has no outer class");
    }
  }

  /** To be given to the constructor by a class that describes itself. */
  @SuppressWarnings("rawtypes")
  protected static Class self() {
    return Self.class;
  }

  private static final class Self {}

  public String getDisplayName() {
    return clazz.getSimpleName();
  }

  public String getDescriptorUrl() {
    return "descriptorByName/" + clazz.getName();
  }

  /** Of the only page that there is. */
  public static String getCurrentDescriptorByNameUrl() {
    return "/jenkins";
  }

  public FormValidation.CheckMethod getCheckMethod(String fieldName) {
    return new FormValidation.CheckMethod(this, fieldName);
  }

  public T newInstance(StaplerRequest2 req, JSONObject formData) throws FormException {
    return req.bindJSON(clazz, formData);
  }

  /** What is saved is what the test has in its hands. */
  public void save() {}

  public void load() {}

  public boolean configure(StaplerRequest2 req, JSONObject json) throws FormException {
    return true;
  }

  public static final class FormException extends Exception {
    private final String formField;

    public FormException(String message, String formField) {
      super(message);
      this.formField = formField;
    }

    public String getFormField() {
      return formField;
    }
  }
}
