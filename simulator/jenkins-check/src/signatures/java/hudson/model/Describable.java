package hudson.model;

import io.jenkins.plugins.volumetransfer.standin.Descriptors;

public interface Describable<T extends Describable<T>> {
  @SuppressWarnings("unchecked")
  default Descriptor<T> getDescriptor() {
    return (Descriptor<T>) Descriptors.of(getClass());
  }
}
