package io.jenkins.plugins.volumetransfer.spec;

import java.util.ArrayList;
import java.util.List;

/** Fields that belong together, in the order in which they are shown. */
public final class FieldSection {
  private final String heading;
  private final List<SpecField<?>> fields = new ArrayList<>();

  FieldSection(String heading) {
    this.heading = heading;
  }

  public String heading() {
    return heading;
  }

  /** Only while the class that declares the section is loaded. */
  <T> SpecField<T> add(SpecField<T> field) {
    fields.add(field);
    return field;
  }

  public List<SpecField<?>> fields() {
    return List.copyOf(fields);
  }
}
