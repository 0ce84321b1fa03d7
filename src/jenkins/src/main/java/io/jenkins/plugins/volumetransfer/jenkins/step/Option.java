package io.jenkins.plugins.volumetransfer.jenkins.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.AbstractDescribableImpl;

/** A mapping within the spec, with fields of its own. */
public abstract class Option extends AbstractDescribableImpl<Option> {
  final WrittenFields given = new WrittenFields();

  ObjectNode tree() {
    return given.tree();
  }

  /**
   * Options with the same fields are the same: so a form's defaults can be left out of a snippet.
   */
  @Override
  public boolean equals(Object other) {
    return other != null
        && other.getClass() == getClass()
        && ((Option) other).tree().equals(tree());
  }

  @Override
  public int hashCode() {
    return tree().hashCode();
  }
}
