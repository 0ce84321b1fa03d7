package io.jenkins.plugins.volumetransfer.spec;

import io.jenkins.plugins.volumetransfer.spec.SpecField.Face;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** All fields of the spec. */
public final class Catalogue {
  private Catalogue() {}

  /** The fields of the whole, by what they are about. */
  public static List<FieldSection> sections() {
    return List.of(VolumeFields.SECTION, CopyFields.SECTION, PodFields.SECTION, RunFields.SECTION);
  }

  /**
   * A field and the mappings that it is in.
   *
   * @param names from the whole down to the field, such as {@code resources}, {@code rsync}, {@code
   *     limits}
   */
  public record Place(List<String> names, FieldSection section, SpecField<?> field) {
    public Place {
      names = List.copyOf(names);
    }

    /** As messages have it. */
    public String path() {
      return String.join(".", names);
    }

    /** What the command line calls it; without the dashes it is the name of a Task's param. */
    public List<String> flags() {
      if (!field.flags().isEmpty()) {
        return field.flags();
      }
      String dashed =
          path().replace('.', '-').replaceAll("(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
      return List.of(
          "--"
              + (field.type() instanceof FieldType.Seconds
                  ? dashed.replaceFirst("-seconds$", "")
                  : dashed));
    }

    /** What has no mapping has none of its fields. */
    private Place within(SpecField<?> mapping, FieldSection top) {
      List<String> all = new ArrayList<>(List.of(mapping.name()));
      all.addAll(names);
      SpecField<?> lacking = field;
      for (Map.Entry<Face, String> each : mapping.lacking().entrySet()) {
        lacking = lacking.notOn(each.getKey(), each.getValue());
      }
      return new Place(all, top, lacking);
    }
  }

  /** Each field that has a value, those of mappings included, but of no list of mappings. */
  public static List<Place> values() {
    return sections().stream()
        .flatMap(section -> values(section).stream())
        .collect(Collectors.toList());
  }

  private static List<Place> values(FieldSection section) {
    List<Place> all = new ArrayList<>();
    for (SpecField<?> field : section.fields()) {
      if (field.type() instanceof FieldType.Mapping mapping) {
        values(mapping.fields()).forEach(place -> all.add(place.within(field, section)));
      } else {
        all.add(new Place(List.of(field.name()), section, field));
      }
    }
    return all;
  }

  /**
   * @param path of a field that has a value
   * @throws java.util.NoSuchElementException if there is none
   */
  public static Place at(String path) {
    return values().stream().filter(place -> place.path().equals(path)).findFirst().orElseThrow();
  }

  /**
   * The fields of a mapping, or of a list of mappings.
   *
   * @throws java.util.NoSuchElementException if there is none of that path
   */
  public static List<SpecField<?>> within(String path) {
    List<SpecField<?>> fields =
        sections().stream().flatMap(section -> section.fields().stream()).toList();
    for (String name : path.split("\\.")) {
      fields =
          fields.stream()
              .filter(field -> field.name().equals(name))
              .findFirst()
              .flatMap(field -> field.type().within())
              .orElseThrow()
              .fields();
    }
    return fields;
  }
}
