package io.jenkins.plugins.volumetransfer.spec;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Options of rsync(1) that a user may add: none reaches other files, none changes what is equal
 * after a copy.
 */
public enum FurtherOption {
  CHECKSUM_CHOICE("=[a-z0-9,]{1,40}"),
  DELETE_AFTER(""),
  DELETE_BEFORE(""),
  DELETE_DELAY(""),
  FSYNC(""),
  IGNORE_TIMES(""),
  INPLACE(""),
  MAX_ALLOC("=[0-9]{1,15}[KMGT]?"),
  NO_INC_RECURSIVE(""),
  NO_WHOLE_FILE(""),
  OPEN_NOATIME(""),
  PREALLOCATE(""),
  SKIP_COMPRESS("=[A-Za-z0-9/\\[\\]]{0,1000}"),
  WHOLE_FILE("");

  /** What has a field of its own. */
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("--bwlimit", "bandwidthLimit"),
          Map.entry("--compress-choice", "compressAlgorithm"),
          Map.entry("--compress-level", "compressLevel"),
          Map.entry("--delete", "delete"),
          Map.entry("--exclude", "excludes"),
          Map.entry("--groupmap", "owners.groups"),
          Map.entry("--max-delete", "maxDelete"),
          Map.entry("--timeout", "noProgressTimeoutSeconds"),
          Map.entry("--usermap", "owners.users"));

  private final Pattern value;

  FurtherOption(String value) {
    this.value = Pattern.compile(value);
  }

  /** Without dashes in front of it, as rsyncd.conf(5) names it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The one that is written so, with its value; empty: none is. */
  public static Optional<FurtherOption> of(String argument) {
    return Arrays.stream(values()).filter(option -> option.isWritten(argument)).findFirst();
  }

  private boolean isWritten(String argument) {
    String flag = "--" + word();
    return argument.startsWith(flag) && value.matcher(argument.substring(flag.length())).matches();
  }

  /**
   * @throws SpecException if it is none of these
   */
  static void check(String path, String argument) {
    if (of(argument).isPresent()) {
      return;
    }
    String flag = argument.replaceFirst("=.*", "");
    Optional<String> field =
        Optional.ofNullable(FIELDS.get(flag))
            .or(
                () ->
                    Arrays.stream(RsyncOptions.Flag.values())
                        .filter(each -> each.argument().equals(Optional.of(flag)))
                        .map(each -> each.field().name())
                        .findFirst());
    throw new SpecException(
        path,
        "is \"%s\"; %s"
            .formatted(
                argument,
                field
                    .map(name -> "write the field `" + name + "`")
                    .orElseGet(() -> "write one of " + list())));
  }

  private static String list() {
    return Arrays.stream(values())
        .map(each -> "--" + each.word() + (each.value.pattern().isEmpty() ? "" : "=..."))
        .collect(Collectors.joining(", "));
  }
}
