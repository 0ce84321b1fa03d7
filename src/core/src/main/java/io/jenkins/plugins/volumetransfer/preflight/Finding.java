package io.jenkins.plugins.volumetransfer.preflight;

import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.progress.Excerpt;
import java.util.Locale;
import java.util.Optional;

/**
 * What a check has found.
 *
 * @param text one sentence that names what it is about
 * @param reason why a transfer would fail; empty: it would not, by this
 */
public record Finding(Subject subject, Verdict verdict, String text, Optional<Reason> reason) {
  public Finding {
    // Names, labels and messages of a cluster stand in it.
    text = Excerpt.line(text);
  }

  /** What was looked at. */
  public enum Subject {
    CLUSTER,
    PERMISSIONS,
    POD_SECURITY,
    CLAIM,
    USERS,
    CAPACITY,
    STORAGE_CLASS,
    /** Whether the API servers would admit what a run makes. */
    ADMISSION,
    ENDPOINT,
    CONTENT;

    /** For people. */
    public String text() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  /** Whether it stands in the way. */
  public enum Verdict {
    OK("ok"),
    /** A transfer may go wrong, or do something else than was meant. */
    WARNING("warning"),
    /** It could not be looked at: nothing speaks for or against it. */
    UNKNOWN("not known"),
    /** A transfer can't succeed. */
    FAILED("failed");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    /** For people. */
    public String text() {
      return text;
    }
  }

  static Finding ok(Subject subject, String text) {
    return new Finding(subject, Verdict.OK, text, Optional.empty());
  }

  static Finding warning(Subject subject, String text) {
    return new Finding(subject, Verdict.WARNING, text, Optional.empty());
  }

  static Finding unknown(Subject subject, String text) {
    return new Finding(subject, Verdict.UNKNOWN, text, Optional.empty());
  }

  static Finding failed(Subject subject, Reason reason, String text) {
    return new Finding(subject, Verdict.FAILED, text, Optional.of(reason));
  }

  /** What a transfer would fail with. */
  public static Finding failed(Subject subject, Failure failure) {
    return failed(subject, failure.reason(), failure.message());
  }

  /** The failure of a transfer that begins all the same. */
  public Optional<Failure> failure() {
    return reason.map(why -> new Failure(why, text));
  }
}
