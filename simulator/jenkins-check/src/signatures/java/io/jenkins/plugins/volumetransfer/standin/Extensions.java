package io.jenkins.plugins.volumetransfer.standin;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What Jenkins finds by {@code @Extension}; here, whoever plays Jenkins registers it. */
public final class Extensions {
  private static final List<Object> ALL = new CopyOnWriteArrayList<>();

  private Extensions() {}

  public static void register(Object extension) {
    ALL.add(extension);
  }

  public static void clear() {
    ALL.clear();
  }

  public static <T> List<T> of(Class<T> type) {
    return ALL.stream().filter(type::isInstance).<T>map(type::cast).toList();
  }
}
