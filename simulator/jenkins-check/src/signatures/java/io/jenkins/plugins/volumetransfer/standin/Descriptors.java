package io.jenkins.plugins.volumetransfer.standin;

import hudson.model.Descriptor;

/** Which descriptor belongs to a class. */
public final class Descriptors {
  private Descriptors() {}

  public static Descriptor<?> of(Class<?> described) {
    return Extensions.of(Descriptor.class).stream()
        .filter(each -> each.clazz == described)
        .findFirst()
        .orElseThrow(() -> new AssertionError(described + " is missing its descriptor"));
  }
}
