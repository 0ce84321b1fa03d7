package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.model.Descriptor;
import io.jenkins.plugins.volumetransfer.spec.FieldNames;
import java.beans.IntrospectionException;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;

/**
 * Refuses what a Pipeline writes and the class does not have. Jenkins only warns of it, so a
 * misspelt {@code verify} would verify nothing, and a misspelt {@code delete} delete.
 */
interface OnlyKnownFields extends CustomDescribableModel {

  /**
   * The same arguments.
   *
   * @throws IllegalArgumentException naming the first that is no field
   */
  @Override
  default Map<String, Object> customInstantiate(Map<String, Object> arguments) {
    TreeSet<String> known = fields(((Descriptor<?>) this).clazz);
    for (String name : arguments.keySet()) {
      if (!known.contains(name)) {
        throw new IllegalArgumentException(name + ": " + FieldNames.refusal(name, known));
      }
    }
    return arguments;
  }

  /** What a form shows has a getter, and a form shows all. */
  private static TreeSet<String> fields(Class<?> type) {
    try {
      return Arrays.stream(Introspector.getBeanInfo(type, Object.class).getPropertyDescriptors())
          .filter(each -> each.getReadMethod() != null)
          .map(PropertyDescriptor::getName)
          .filter(name -> !name.equals("descriptor"))
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IntrospectionException e) {
      throw new IllegalStateException("a class of this plugin can't be looked at", e);
    }
  }
}
