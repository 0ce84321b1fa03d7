package io.jenkins.plugins.volumetransfer.jenkins.page;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Locale;

/** How a transfer, or a run, is. */
public enum State {
  QUEUED,
  RUNNING,
  SUCCEEDED,
  FAILED,
  /** Its build is over, and nobody saw the end of it. */
  @JsonEnumDefaultValue
  UNFINISHED;

  /** For people, and for style sheets. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
