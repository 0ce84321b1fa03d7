package io.jenkins.plugins.volumetransfer.progress;

/** Whether rsync knows all files yet: it copies while it still looks for more. */
public enum FileList {
  /** More files may be found; rsync writes {@code ir-chk}. */
  GROWING,
  /** All files are known; rsync writes {@code to-chk}. */
  COMPLETE
}
