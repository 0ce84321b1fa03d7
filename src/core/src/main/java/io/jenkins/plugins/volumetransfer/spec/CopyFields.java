package io.jenkins.plugins.volumetransfer.spec;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The fields that say how is copied. */
final class CopyFields {
  private static final FieldSection OWNERS_SECTION = new FieldSection("Owners:");

  static final SpecField<Map<String, String>> USERS =
      OWNERS_SECTION.add(owners("users", "User", "user"));
  static final SpecField<Map<String, String>> GROUPS =
      OWNERS_SECTION.add(owners("groups", "Group", "group"));

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
  static final SpecField<Optional<String>> TOTAL_BANDWIDTH_LIMIT =
      SECTION.add(
          SpecField.of(
                  "totalBandwidthLimit",
                  new FieldType.Text("RATE", CopyFields::rate),
                  "Bytes per second of the whole run at most",
                  "The same of the whole run: each pair gets an equal share.")
              .more("It is divided by {maxConcurrent}, or by the number of claims if that is less.")
              .otherwise("no limit"));
  static final SpecField<Compression.Algorithm> COMPRESS_ALGORITHM =
      SECTION.add(
          SpecField.of(
              "compressAlgorithm",
              new FieldType.Choice<>(Compression.Algorithm.AUTO),
              "Algorithm of the compression",
              "With {compress}: the algorithm. AUTO: the best that both images have."));
  static final SpecField<OptionalLong> COMPRESS_LEVEL =
      SECTION.add(
          SpecField.of(
                  "compressLevel",
                  new FieldType.Number(
                      1, Compression.Algorithm.AUTO.levelMax(), OptionalLong.empty()),
                  "Level of the compression",
                  "With {compress}: the level; higher ones are slower and compress more.")
              .otherwise("that of the algorithm"));
  static final SpecField<Optional<Fields>> OWNERS =
      SECTION.add(
          SpecField.of(
                  "owners",
                  new FieldType.Mapping(OWNERS_SECTION),
                  "Owners",
                  "Who owns at the destination what another owns at the source.")
              .chapter("owners"));
  static final SpecField<List<String>> RSYNC_OPTIONS =
      SECTION.add(
          SpecField.of(
                  "rsyncOptions",
                  new FieldType.Texts("OPTION", FurtherOption::check),
                  "Further options of rsync",
                  "Further options of rsync, from a list of harmless ones.")
              .otherwise("none")
              .chapter("further-options")
              .flags("--rsync-option"));
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

  private static SpecField<Map<String, String>> owners(String name, String title, String what) {
    return SpecField.of(
            name,
            new FieldType.TextMap("FROM", "TO", CopyFields::number),
            title + "s",
            "From the number of a " + what + " at the source to that at the destination.")
        .more("`*` stands for all others.")
        .otherwise("as at the source");
  }

  private static void number(String path, String text) {
    String from = path.substring(path.lastIndexOf('.') + 1);
    if (!isNumber(text) || !from.equals(Owners.ANY) && !isNumber(from)) {
      throw new SpecException(
          path, "is \"" + text + "\"; write NUMBER: NUMBER, or \"*\": NUMBER, 0 to " + PodIds.MAX);
    }
  }

  private static boolean isNumber(String text) {
    return text.matches("0|[1-9][0-9]{0,9}") && Long.parseLong(text) <= PodIds.MAX;
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
