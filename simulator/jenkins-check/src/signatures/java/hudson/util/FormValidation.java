package hudson.util;

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
}
