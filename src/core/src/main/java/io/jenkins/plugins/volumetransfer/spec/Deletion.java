package io.jenkins.plugins.volumetransfer.spec;

/** Whether what is only at the destination is deleted there. */
public enum Deletion {
  /** {@code delete: false}. */
  NEVER,
  /** Nothing was written: as {@link #ALWAYS}, but a source that has nothing deletes nothing. */
  UNLESS_SOURCE_EMPTY,
  /** {@code delete: true}. */
  ALWAYS
}
