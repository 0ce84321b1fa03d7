package hudson.util;

import hudson.model.Descriptor;
import java.util.stream.Stream;

public abstract class FormValidation extends Exception {
  public enum Kind {
    OK,
    WARNING,
    ERROR
  }

  public final Kind kind;

  private FormValidation(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  private static FormValidation of(Kind kind, String message) {
    return new FormValidation(kind, message) {};
  }

  public static FormValidation ok() {
    return of(Kind.OK, null);
  }

  public static FormValidation ok(String message) {
    return of(Kind.OK, message);
  }

  public static FormValidation warning(String message) {
    return of(Kind.WARNING, message);
  }

  public static FormValidation error(String message) {
    return of(Kind.ERROR, message);
  }

  public static class CheckMethod {
    private final Descriptor<?> descriptor;
    private final String name;

    @SuppressWarnings("rawtypes")
    public CheckMethod(Descriptor descriptor, String fieldName) {
      this.descriptor = descriptor;
      this.name = Character.toTitleCase(fieldName.charAt(0)) + fieldName.substring(1);
    }

    private boolean isThere() {
      return Stream.of(descriptor.getClass().getMethods())
          .anyMatch(method -> method.getName().equals("doCheck" + name));
    }

    public String toStemUrl() {
      return isThere()
          ? Descriptor.getCurrentDescriptorByNameUrl()
              + '/'
              + descriptor.getDescriptorUrl()
              + "/check"
              + name
          : null;
    }

    /** Without the names of other fields, which only Jenkins knows. */
    public String getDependsOn() {
      return isThere() ? "" : null;
    }
  }
}
