package io.jenkins.plugins.volumetransfer.spec;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The fields of {@code newClaims}, which a volume may have of its own. */
final class NewClaimFields {
  private static final String ONE_POD = "ReadWriteOncePod";
  private static final String READ_ONLY = "ReadOnlyMany";
  private static final List<String> MODES =
      List.of("ReadWriteOnce", "ReadWriteMany", READ_ONLY, ONE_POD);

  static final FieldSection SECTION = new FieldSection("New claims:");

  static final SpecField<Optional<String>> SIZE =
      SECTION.add(
          SpecField.of(
                  "size",
                  new FieldType.Text("QUANTITY", NewClaimFields::size),
                  "Size",
                  "Size of the claims that are made, such as `20Gi`; at least that of the source.")
              .otherwise("that of the source"));
  static final SpecField<List<String>> ACCESS_MODES =
      SECTION.add(
          SpecField.of(
                  "accessModes",
                  new FieldType.Texts("MODE", NewClaimFields::accessMode),
                  "Access modes",
                  "Access modes of the claims that are made, such as `ReadWriteMany`.")
              .otherwise("those of the source"));
  static final SpecField<Optional<String>> VOLUME_MODE =
      SECTION.add(
          SpecField.of(
                  "volumeMode",
                  new FieldType.Text("MODE", NewClaimFields::volumeMode),
                  "Volume mode",
                  "Volume mode of the claims that are made: Filesystem.")
              .otherwise("that of the source"));
  static final SpecField<Map<String, String>> LABELS =
      SECTION.add(
          SpecField.of(
                  "labels",
                  new FieldType.TextMap(
                      "NAME", "VALUE", ObjectLabels::notOurs, ObjectLabels::value),
                  "Labels",
                  "Labels of the claims that are made.")
              .otherwise("none"));
  static final SpecField<Map<String, String>> ANNOTATIONS =
      SECTION.add(
          SpecField.of(
                  "annotations",
                  new FieldType.TextMap("NAME", "VALUE", ObjectLabels::ofClaim, TextRule.ANY),
                  "Annotations",
                  "Annotations of the claims that are made.")
              .otherwise("none"));

  private NewClaimFields() {}

  /** What one is made with, whose own fields stand above those of all. */
  static NewClaimOptions read(String path, Optional<Fields> all, Optional<Fields> own) {
    // Each is checked where it is written.
    Stream.of(all, own).flatMap(Optional::stream).forEach(NewClaimFields::of);
    return of(Fields.layered(path, List.of(all, own)));
  }

  private static NewClaimOptions of(Fields fields) {
    NewClaimOptions options =
        new NewClaimOptions(
            fields.read(SIZE).map(Quantity::parse),
            fields.read(ACCESS_MODES),
            fields.read(VOLUME_MODE),
            fields.read(LABELS),
            fields.read(ANNOTATIONS));
    fields.refuseOthers();
    ObjectLabels.annotations(fields.path(ANNOTATIONS.name()), options.annotations());
    accessModes(fields, options.accessModes());
    return options;
  }

  private static void accessModes(Fields fields, List<String> modes) {
    if (!modes.isEmpty() && modes.stream().allMatch(READ_ONLY::equals)) {
      throw fields.wrong(
          ACCESS_MODES.name(), "lets nobody write the claim; write ReadWriteOnce or ReadWriteMany");
    }
    if (modes.contains(ONE_POD) && modes.size() > 1) {
      throw fields.wrong(ACCESS_MODES.name(), ONE_POD + " goes with no other mode; write it alone");
    }
  }

  private static void accessMode(String path, String mode) {
    if (!MODES.contains(mode)) {
      throw new SpecException(
          path, "is \"" + mode + "\"; write one of " + String.join(", ", MODES));
    }
  }

  private static void volumeMode(String path, String mode) {
    if (!mode.equals("Filesystem")) {
      throw new SpecException(
          path, "is \"" + mode + "\"; write Filesystem, as only file systems can be copied");
    }
  }

  private static void size(String path, String size) {
    try {
      if (Quantity.getAmountInBytes(Quantity.parse(size)).signum() > 0) {
        return;
      }
    } catch (IllegalArgumentException | ArithmeticException e) {
      // Told below, as one that is too small.
    }
    throw new SpecException(
        path, "is \"" + size + "\"; write a Kubernetes quantity above 0, such as 20Gi");
  }
}
