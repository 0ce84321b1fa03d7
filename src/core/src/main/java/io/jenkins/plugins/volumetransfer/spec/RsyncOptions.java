package io.jenkins.plugins.volumetransfer.spec;

import java.util.List;
import java.util.OptionalLong;

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
 * @param compress compress the stream inside the tunnel
 * @param hardLinks files that are one at the source are one at the destination
 * @param acls copy access control lists
 * @param xattrs copy extended attributes
 * @param sparse write runs of zeroes as holes
 * @param numericIds copy owners as numbers, never by name
 * @param checksum compare files by content and not by size and time
 * @param acceptVanished files that go away at the source while they are copied are no failure
 */
public record RsyncOptions(
    Deletion delete,
    OptionalLong maxDelete,
    OptionalLong bandwidthLimitBytesPerSecond,
    List<String> excludes,
    boolean compress,
    boolean hardLinks,
    boolean acls,
    boolean xattrs,
    boolean sparse,
    boolean numericIds,
    boolean checksum,
    boolean acceptVanished) {

  public static final RsyncOptions DEFAULT =
      new RsyncOptions(
          Deletion.UNLESS_SOURCE_EMPTY,
          OptionalLong.empty(),
          OptionalLong.empty(),
          List.of(),
          false,
          true,
          false,
          false,
          false,
          true,
          false,
          false);

  public RsyncOptions {
    excludes = List.copyOf(excludes);
  }

  /** Whether anything may be deleted at the destination. */
  public boolean deletes() {
    return delete != Deletion.NEVER;
  }
}
