package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.report.RunReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the process tells its caller; {@code docs/cli.md} is the page for users. */
public enum ExitStatus {
  SUCCEEDED(0, "All was done."),
  FAILED(1, "No transfer succeeded, or the command failed."),
  BAD_INPUT(2, "A flag or a field of the spec is wrong; nothing was done."),
  PARTLY_SUCCEEDED(3, "Some transfers succeeded, others failed."),
  LEFT_BEHIND(4, "All was copied, but something could not be deleted."),
  NOT_REPORTED(5, "All was done, but a report, a result or the output could not be written."),
  HUNG_UP(129, "Ended by SIGHUP."),
  INTERRUPTED(130, "Ended by Ctrl-C (SIGINT)."),
  TERMINATED(143, "Ended by SIGTERM.");

  private final int code;
  private final String meaning;

  ExitStatus(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  public String meaning() {
    return meaning;
  }

  /** A signal counts only if it kept something from being copied. */
  static ExitStatus of(RunReport report, Optional<StopSignal> signal) {
    boolean aborted =
        report.transfers().stream()
            .flatMap(each -> each.failure().stream())
            .anyMatch(failure -> failure.reason() == Reason.ABORTED);
    if (signal.isPresent() && aborted) {
      return signal.get().status();
    }
    return switch (report.outcome()) {
      case SUCCEEDED -> report.leftBehind().isEmpty() ? SUCCEEDED : LEFT_BEHIND;
      case PARTLY_SUCCEEDED -> PARTLY_SUCCEEDED;
      case FAILED -> FAILED;
    };
  }

  /** A success that somebody was to read of, and can't, is none. */
  ExitStatus orIfReported(boolean reported) {
    return this == SUCCEEDED && !reported ? NOT_REPORTED : this;
  }

  /** For {@code --help}. */
  static Map<String, String> list() {
    Map<String, String> list = new LinkedHashMap<>();
    for (ExitStatus status : values()) {
      list.put(Integer.toString(status.code), status.meaning);
    }
    return list;
  }
}
