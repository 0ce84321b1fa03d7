package io.jenkins.plugins.volumetransfer.jenkins.step;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import io.jenkins.plugins.volumetransfer.spec.SpecReader;
import java.util.Optional;

/**
 * What a form says of a single field: the same as the run would, as it is read by the same reader,
 * in a spec that is otherwise right.
 */
final class FieldCheck {
  private FieldCheck() {}

  /** A field of the step itself. */
  static FormValidation ofStep(Item item, String name, String value) {
    ObjectNode spec = right();
    spec.put(name, value);
    return check(item, value, spec);
  }

  /** A field of {@code source} or {@code destination}. */
  static FormValidation ofSide(Item item, String side, String name, String value) {
    ObjectNode spec = right();
    spec.withObjectProperty(side).put(name, value);
    return check(item, value, spec);
  }

  /** A field of a volume. */
  static FormValidation ofVolume(Item item, String name, String value) {
    ObjectNode spec = right();
    ((ObjectNode) spec.at("/volumes/0")).put(name, value);
    return check(item, value, spec);
  }

  private static ObjectNode right() {
    ObjectNode spec = JsonNodeFactory.instance.objectNode();
    spec.putObject("source").put("namespace", "from");
    spec.putObject("destination").put("namespace", "to");
    spec.putArray("volumes").addObject().put("from", "claim");
    return spec;
  }

  /** Nothing is said to who may not configure, nor of what is empty: it counts as not written. */
  private static FormValidation check(Item item, String value, ObjectNode spec) {
    if (value.isBlank() || !FormPermission.granted(Optional.ofNullable(item))) {
      return FormValidation.ok();
    }
    try {
      SpecReader.read(spec);
      return FormValidation.ok();
    } catch (SpecException e) {
      return FormValidation.error(e.getMessage());
    }
  }
}
