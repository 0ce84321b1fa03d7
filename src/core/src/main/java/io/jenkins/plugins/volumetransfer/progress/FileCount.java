package io.jenkins.plugins.volumetransfer.progress;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * How far rsync is, counted in files.
 *
 * @param transferred regular files sent
 * @param checked entries (files, directories, links) that are settled, copied or not; at most
 *     {@code found}
 * @param found entries found so far
 * @param list whether {@code found} may still grow
 */
public record FileCount(long transferred, long checked, long found, FileList list) {

  static final FileCount NONE = new FileCount(0, 0, 0, FileList.GROWING);

  /**
   * @throws IllegalArgumentException unless {@code 0 <= transferred} and {@code 0 <= checked <=
   *     found}
   */
  public FileCount {
    Objects.requireNonNull(list, "list");
    if (transferred < 0 || checked < 0 || checked > found) {
      throw new IllegalArgumentException(
          "transferred " + transferred + ", checked " + checked + ", found " + found);
    }
  }

  /** How many entries there are; empty while the list grows. */
  public OptionalLong total() {
    return list == FileList.COMPLETE ? OptionalLong.of(found) : OptionalLong.empty();
  }

  FileCount withFound(long entries, FileList listNow) {
    return new FileCount(transferred, Math.min(checked, entries), entries, listNow);
  }

  FileCount withTransferred(long files) {
    return new FileCount(files, checked, found, list);
  }
}
