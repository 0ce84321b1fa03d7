package io.jenkins.plugins.volumetransfer.spec;

import io.jenkins.plugins.volumetransfer.spec.SpecField.Face;
import java.util.ArrayList;
import java.util.List;
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
}
