package io.jenkins.plugins.volumetransfer.jenkins.step;

import com.fasterxml.jackson.databind.node.ObjectNode;
import hudson.model.AbstractDescribableImpl;
import java.util.Map;

/** A mapping within the spec, with fields of its own. */
public abstract class Option extends AbstractDescribableImpl<Option> {
  ObjectNode tree() {
    return WrittenFields.tree(this);
  }

  /** For text areas of the form, by the field's name. */
  public Map<String, String> getLines() {
    return FormFields.lines(this);
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
