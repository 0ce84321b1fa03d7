package io.jenkins.plugins.volumetransfer.spec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What rsync is told, as rsync(1) names it. The defaults are the flags of the seed enhancement
 * ({@code --archive --delete --hard-links --partial}) plus {@code --numeric-ids}.
 *
 * @param delete whether what is only at the destination is deleted
 * @param maxDelete how many entries may be deleted at the destination of each volume; empty: any
 *     number
 * @param bandwidthLimitBytesPerSecond upper bound of the rate; empty: none
 * @param excludes each as {@link ExcludePattern} reads it; of several, the first that matches
 *     decides
 * @param further arguments as {@link FurtherOption} knows them
 */
public record RsyncOptions(
    Deletion delete,
    OptionalLong maxDelete,
    OptionalLong bandwidthLimitBytesPerSecond,
    List<String> excludes,
    Set<Flag> flags,
    Compression compression,
    Owners owners,
    List<String> further) {

  /** What is on or off, in the order in which rsync is told it. */
  public enum Flag {
    HARD_LINKS("hardLinks", "--hard-links", true, "Keep hard links", ""),
    NUMERIC_IDS(
        "numericIds", "--numeric-ids", true, "Copy owners as numbers", "Never by their names."),
    ACLS("acls", "--acls", false, "Copy access control lists", ""),
    XATTRS("xattrs", "--xattrs", false, "Copy extended attributes", ""),
    SPARSE("sparse", "--sparse", false, "Write runs of zeroes as holes", ""),
    CHECKSUM(
        "checksum",
        "--checksum",
        false,
        "Compare files by content instead of size and time",
        "Reads every file on both sides."),
    COMPRESS("compress", "--compress", false, "Compress inside the tunnel", ""),
    ACCEPT_VANISHED(
        "acceptVanished",
        "",
        false,
        "Accept that files vanish meanwhile",
        "Files that go away at the source while they are copied are no failure.");

    private final String argument;
    private final boolean usual;
    private final SpecField<Boolean> field;

    /**
     * @param argument what tells rsync of it; empty: it is ours
     * @param usual whether it is on if nothing is said
     */
    Flag(String name, String argument, boolean usual, String title, String more) {
      this.argument = argument;
      this.usual = usual;
      this.field = SpecField.of(name, new FieldType.Flag(usual), title, title + ".").more(more);
    }

    /** Of the spec. */
    public SpecField<Boolean> field() {
      return field;
    }

    /** What tells rsync of it; empty: it is ours. */
    public Optional<String> argument() {
      return Optional.of(argument).filter(text -> !text.isEmpty());
    }
  }

  public static final RsyncOptions DEFAULT =
      new RsyncOptions(
          Deletion.UNLESS_SOURCE_EMPTY,
          OptionalLong.empty(),
          OptionalLong.empty(),
          List.of(),
          Stream.of(Flag.values()).filter(flag -> flag.usual).collect(Collectors.toSet()));

  public RsyncOptions {
    excludes = List.copyOf(excludes);
    flags = Set.copyOf(flags);
    further = List.copyOf(further);
  }

  /** With the usual compression, the same owners, and no further arguments. */
  public RsyncOptions(
      Deletion delete,
      OptionalLong maxDelete,
      OptionalLong bandwidthLimitBytesPerSecond,
      List<String> excludes,
      Set<Flag> flags) {
    this(
        delete,
        maxDelete,
        bandwidthLimitBytesPerSecond,
        excludes,
        flags,
        Compression.USUAL,
        Owners.SAME,
        List.of());
  }

  public boolean has(Flag flag) {
    return flags.contains(flag);
  }

  /** Whether anything may be deleted at the destination. */
  public boolean deletes() {
    return delete != Deletion.NEVER;
  }
}
