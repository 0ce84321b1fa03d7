package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.engine.Announcement.Notice;
import io.jenkins.plugins.volumetransfer.engine.Announcement.Notice.Subject;
import io.jenkins.plugins.volumetransfer.spec.ClaimOptions;
import io.jenkins.plugins.volumetransfer.spec.RunAs;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.ArrayList;
import java.util.List;

/** What users are to know of a run before it begins. */
public final class Notices {
  /** What a user without any capability can't do, and what is done instead. */
  public static final String NON_ROOT =
      "non-root: owners, groups and device files are not kept, nor mode and times of a volume's top"
          + " directory that belongs to another user; lost+found there is left out. What the pods'"
          + " user can't read fails the transfer";

  private static final String SOURCE_READ_WRITE =
      "sourceReadWrite: the node mounts the source claims read-write, so that its file system may"
          + " change them, such as by a journal; the containers still can't";

  private Notices() {}

  public static List<Notice> of(TransferSpec spec, EndpointChoice choice) {
    List<Notice> notices = new ArrayList<>();
    notices.add(new Notice(Subject.ENDPOINT, choice.toString()));
    if (spec.pods().runAs() == RunAs.NON_ROOT) {
      notices.add(new Notice(Subject.NON_ROOT, NON_ROOT));
    }
    if (spec.claims().source() == ClaimOptions.SourceMount.READ_WRITE) {
      notices.add(new Notice(Subject.SOURCE_READ_WRITE, SOURCE_READ_WRITE));
    }
    return notices;
  }
}
