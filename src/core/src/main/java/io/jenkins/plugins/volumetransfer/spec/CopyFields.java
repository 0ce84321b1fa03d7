package io.jenkins.plugins.volumetransfer.spec;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The fields that say how is copied. */
final class CopyFields {
  static final FieldSection SECTION = new FieldSection("How to copy:");

  static final SpecField<Boolean> DELETE =
      SECTION.add(
          SpecField.of(
                  "delete",
                  new FieldType.Flag(RsyncOptions.DEFAULT.deletes()),
                  "Delete what is only at the destination",
                  "Delete what is only at the destination. A source that has nothing to copy deletes"
                      + " nothing and fails, unless this is written out.")
              .chapter("deletions"));
  static final SpecField<OptionalLong> MAX_DELETE =
      SECTION.add(
          SpecField.of(
                  "maxDelete",
                  new FieldType.Number(0, Integer.MAX_VALUE, OptionalLong.empty()),
                  "Deletions at most",
                  "Delete at most this many entries in each volume; more fail the transfer.")
              .otherwise("no limit")
              .chapter("deletions"));

  /** What rsync knows as a switch. */
  static final Map<RsyncOptions.Flag, SpecField<Boolean>> FLAGS = flags();

  static final SpecField<Boolean> VERIFY =
      SECTION.add(
          SpecField.of(
                  "verify",
                  new FieldType.Flag(false),
                  "Compare both sides after the copy",
                  "After each copy, compare source and destination independently of rsync; a"
                      + " difference fails the transfer.")
              .chapter("verification.md"));
  static final SpecField<Optional<String>> BANDWIDTH_LIMIT =
      SECTION.add(
          SpecField.of(
                  "bandwidthLimit",
                  new FieldType.Text("RATE", CopyFields::rate),
                  "Bytes per second at most",
                  "Bytes per second of each pair of pods at most, such as `500K`, `50M` or `1.5G`.")
              .more("K is 1024; at least 1K.")
              .otherwise("no limit"));
  static final SpecField<List<String>> EXCLUDES =
      SECTION.add(
          SpecField.of(
                  "excludes",
                  new FieldType.Texts("PATTERN", TextRule.ANY),
                  "Patterns of what is left out",
                  "Leave out what matches; rsync's patterns.")
              .otherwise("none")
              .chapter("patterns")
              .flags("--exclude"));

  private CopyFields() {}

  private static Map<RsyncOptions.Flag, SpecField<Boolean>> flags() {
    Map<RsyncOptions.Flag, SpecField<Boolean>> fields = new EnumMap<>(RsyncOptions.Flag.class);
    for (RsyncOptions.Flag flag : RsyncOptions.Flag.values()) {
      fields.put(flag, SECTION.add(flag.field()));
    }
    return fields;
  }

  private static void rate(String path, String text) {
    if (Units.bytes(text).filter(bytes -> bytes >= 1024).isEmpty()) {
      throw new SpecException(
          path,
          "is \"%s\"; write bytes per second, such as 500K, 50M or 1G (at least 1K)"
              .formatted(text));
    }
  }
}
