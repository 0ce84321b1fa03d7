package io.jenkins.plugins.volumetransfer.spec;

import java.util.ArrayList;
import java.util.List;
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

    private Place within(String name, FieldSection top) {
      List<String> all = new ArrayList<>(List.of(name));
      all.addAll(names);
      return new Place(all, top, field);
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
        values(mapping.fields()).forEach(place -> all.add(place.within(field.name(), section)));
      } else {
        all.add(new Place(List.of(field.name()), section, field));
      }
    }
    return all;
  }
}
