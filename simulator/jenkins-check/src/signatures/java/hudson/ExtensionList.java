package hudson;

import io.jenkins.plugins.volumetransfer.standin.Extensions;
import java.util.AbstractList;
import java.util.List;

public class ExtensionList<T> extends AbstractList<T> {
  private final List<T> found;

  private ExtensionList(List<T> found) {
    this.found = found;
  }

  public static <T> ExtensionList<T> lookup(Class<T> type) {
    return new ExtensionList<>(Extensions.of(type));
  }

  public static <U> U lookupSingleton(Class<U> type) {
    List<U> found = Extensions.of(type);
    if (found.size() != 1) {
      throw new IllegalStateException(
          "Expected 1 instance of " + type + " but got " + found.size());
    }
    return found.get(0);
  }

  @Override
  public T get(int index) {
    return found.get(index);
  }

  @Override
  public int size() {
    return found.size();
  }
}
