package hudson.model;

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

  public String getDisplayName() {
    return clazz.getSimpleName();
  }
}
