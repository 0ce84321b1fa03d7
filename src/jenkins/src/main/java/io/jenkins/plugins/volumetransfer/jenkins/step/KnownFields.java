package io.jenkins.plugins.volumetransfer.jenkins.step;

import io.jenkins.plugins.volumetransfer.spec.Catalogue;
import io.jenkins.plugins.volumetransfer.spec.FieldSection;
import io.jenkins.plugins.volumetransfer.spec.FieldType;
import io.jenkins.plugins.volumetransfer.spec.SpecField;
import io.jenkins.plugins.volumetransfer.spec.SpecField.Face;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the catalogue says of the fields of a step or an option. */
final class KnownFields {
  private static final Map<Class<?>, List<FieldSection>> ALL = all();

  private KnownFields() {}

  /** The classes that have such fields. */
  static List<Class<?>> classes() {
    return List.copyOf(ALL.keySet());
  }

  /** Empty: the catalogue has none of them. */
  static List<FieldSection> sections(Class<?> type) {
    return Stream.<Class<?>>iterate(type, each -> each != null, Class::getSuperclass)
        .filter(ALL::containsKey)
        .findFirst()
        .map(ALL::get)
        .orElse(List.of());
  }

  static List<SpecField<?>> of(Class<?> type) {
    return sections(type).stream().flatMap(section -> on(section).stream()).toList();
  }

  static Optional<SpecField<?>> find(Class<?> type, String name) {
    return of(type).stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /** Those that Jenkins has. */
  static List<SpecField<?>> on(FieldSection section) {
    return section.fields().stream().filter(field -> field.isOn(Face.JENKINS)).toList();
  }

  private static Map<Class<?>, List<FieldSection>> all() {
    Map<Class<?>, List<FieldSection>> all = new LinkedHashMap<>();
    add(all, OptionStep.class, Catalogue.sections());
    return all;
  }

  private static void add(
      Map<Class<?>, List<FieldSection>> all, Class<?> type, List<FieldSection> sections) {
    // What is on both sides has fewer fields than what is on one.
    all.putIfAbsent(type, sections);
    for (FieldSection section : sections) {
      for (SpecField<?> field : on(section)) {
        if (field.type() instanceof FieldType.Mapping mapping) {
          add(all, option(type, field), List.of(mapping.fields()));
        } else if (field.type() instanceof FieldType.Mappings mappings) {
          add(all, option(type, field), List.of(mappings.fields()));
        }
      }
    }
  }

  private static Class<?> option(Class<?> type, SpecField<?> of) {
    try {
      Field field = type.getField(of.name());
      return field.getGenericType() instanceof ParameterizedType list
          ? (Class<?>) list.getActualTypeArguments()[0]
          : field.getType();
    } catch (NoSuchFieldException e) {
      throw new AssertionError(type + " lacks the field " + of.name(), e);
    }
  }
}
