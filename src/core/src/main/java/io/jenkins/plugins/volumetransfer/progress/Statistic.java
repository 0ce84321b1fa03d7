package io.jenkins.plugins.volumetransfer.progress;

/** What rsync counts and prints at the end with {@code --info=stats2}; see {@code man rsync}. */
public enum Statistic {
  /** Entries of any kind that were found. */
  FILES("Number of files"),
  /** Of {@link #FILES}. */
  REGULAR_FILES("reg"),
  /** Of {@link #FILES}. */
  DIRECTORIES("dir"),
  /** Of {@link #FILES}; symbolic links. */
  LINKS("link"),
  /** Of {@link #FILES}; block and character devices. */
  DEVICES("dev"),
  /** Of {@link #FILES}; sockets and fifos. */
  SPECIAL_FILES("special"),
  /** Entries of any kind that the destination did not have. */
  CREATED_FILES("Number of created files"),
  /** Entries of any kind that only the destination had. */
  DELETED_FILES("Number of deleted files"),
  /** Regular files whose content was sent, whole or in part. */
  TRANSFERRED_FILES("Number of regular files transferred"),
  /** Bytes of all files; a file with several hard links counts once for each. */
  TOTAL_FILE_SIZE_BYTES("Total file size"),
  /** Bytes of the files behind {@link #TRANSFERRED_FILES}. */
  TRANSFERRED_FILE_SIZE_BYTES("Total transferred file size"),
  /** Bytes of content that were sent. */
  LITERAL_BYTES("Literal data"),
  /** Bytes of content that the destination had already. */
  MATCHED_BYTES("Matched data"),
  /** Bytes through the connection, from the source. */
  SENT_BYTES("Total bytes sent"),
  /** Bytes through the connection, to the source. */
  RECEIVED_BYTES("Total bytes received");

  private final String label;

  Statistic(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  boolean isKindOfFile() {
    return switch (this) {
      case REGULAR_FILES, DIRECTORIES, LINKS, DEVICES, SPECIAL_FILES -> true;
      default -> false;
    };
  }
}
