package io.jenkins.plugins.volumetransfer.jenkins.step;

import hudson.model.Descriptor.FormException;
import io.jenkins.plugins.volumetransfer.spec.FieldType;
import io.jenkins.plugins.volumetransfer.spec.SpecField;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.sf.json.JSONObject;

/**
 * What of a form is written. A form sends each of its fields: what nobody touched must neither
 * stand in a snippet nor above an administrator's defaults.
 */
final class FormFields {
  /** Jenkins' own binding. */
  @FunctionalInterface
  interface Binding<T> {
    T of(JSONObject form) throws FormException;
  }

  private FormFields() {}

  static <T> T bound(Class<?> type, JSONObject form, Binding<T> binding) throws FormException {
    Map<Field, Object> lines = new LinkedHashMap<>();
    for (Field field : WrittenFields.of(type)) {
      String name = field.getName();
      String list = field.getGenericType().getTypeName();
      if (KnownFields.find(type, name).filter(FormFields::isYaml).isPresent()) {
        lines.put(field, FormLines.takenFrom(form, name).yaml().orElse(null));
      } else if (field.getType() == Object.class) {
        lines.put(field, FormLines.takenFrom(form, name).pairs());
      } else if (list.equals("java.util.List<java.lang.String>")) {
        lines.put(field, FormLines.takenFrom(form, name).lines());
      } else if (list.equals("java.util.List<java.lang.Integer>")) {
        lines.put(field, FormLines.takenFrom(form, name).numbers());
      } else if (untouched(type, field).equals(String.valueOf(form.opt(name)))) {
        form.remove(name);
      }
    }
    T bound = binding.of(form);
    lines.forEach((field, value) -> WrittenFields.set(field, bound, value));
    for (Field field : WrittenFields.of(type)) {
      if (!Modifier.isFinal(field.getModifiers())
          && WrittenFields.isEmpty(WrittenFields.value(field, bound))) {
        WrittenFields.set(field, bound, null);
      }
    }
    return bound;
  }

  private static boolean isYaml(SpecField<?> field) {
    return field.type() instanceof FieldType.KubernetesObject
        || field.type() instanceof FieldType.KubernetesObjects;
  }

  /** What a form sends of a field that it can't leave empty. */
  private static String untouched(Class<?> type, Field field) {
    return KnownFields.find(type, field.getName())
        .map(SpecField::type)
        .filter(known -> known instanceof FieldType.Flag || known instanceof FieldType.Choice)
        .flatMap(FieldType::fallback)
        .orElse("false");
  }

  /** What stands in a form of each field that has a line for each entry. */
  static Map<String, String> lines(Object owner) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (Field field : WrittenFields.of(owner.getClass())) {
      Object value = WrittenFields.value(field, owner);
      if (value != null
          && KnownFields.find(owner.getClass(), field.getName())
              .filter(FormFields::isYaml)
              .isPresent()) {
        lines.put(field.getName(), FormLines.ofYaml(value));
      } else if (value instanceof Map<?, ?> map) {
        lines.put(field.getName(), FormLines.ofPairs(map));
      } else if (value instanceof List<?> all && all.stream().noneMatch(Option.class::isInstance)) {
        lines.put(field.getName(), FormLines.of(all));
      }
    }
    return lines;
  }
}
