package io.jenkins.plugins.volumetransfer.spec;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

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
 */
public record RsyncOptions(
    Deletion delete,
    OptionalLong maxDelete,
    OptionalLong bandwidthLimitBytesPerSecond,
    List<String> excludes,
    Set<Flag> flags) {

  /** What is on or off, in the order in which rsync is told it. */
  public enum Flag {
    /** Files that are one at the source are one at the destination. */
    HARD_LINKS("hardLinks", Optional.of("--hard-links")),
    /** Copy owners as numbers, never by name. */
    NUMERIC_IDS("numericIds", Optional.of("--numeric-ids")),
    /** Copy access control lists. */
    ACLS("acls", Optional.of("--acls")),
    /** Copy extended attributes. */
    XATTRS("xattrs", Optional.of("--xattrs")),
    /** Write runs of zeroes as holes. */
    SPARSE("sparse", Optional.of("--sparse")),
    /** Compare files by content and not by size and time. */
    CHECKSUM("checksum", Optional.of("--checksum")),
    /** Compress the stream inside the tunnel. */
    COMPRESS("compress", Optional.of("--compress")),
    /** Files that go away at the source while they are copied are no failure. */
    ACCEPT_VANISHED("acceptVanished", Optional.empty());

    private final String field;
    private final Optional<String> argument;

    Flag(String field, Optional<String> argument) {
      this.field = field;
      this.argument = argument;
    }

    /** Its name in a spec. */
    public String field() {
      return field;
    }

    /** What tells rsync of it; empty: it is ours. */
    public Optional<String> argument() {
      return argument;
    }
  }

  public static final RsyncOptions DEFAULT =
      new RsyncOptions(
          Deletion.UNLESS_SOURCE_EMPTY,
          OptionalLong.empty(),
          OptionalLong.empty(),
          List.of(),
          Set.of(Flag.HARD_LINKS, Flag.NUMERIC_IDS));

  public RsyncOptions {
    excludes = List.copyOf(excludes);
    flags = Set.copyOf(flags);
  }

  public boolean has(Flag flag) {
    return flags.contains(flag);
  }

  /** Whether anything may be deleted at the destination. */
  public boolean deletes() {
    return delete != Deletion.NEVER;
  }
}
