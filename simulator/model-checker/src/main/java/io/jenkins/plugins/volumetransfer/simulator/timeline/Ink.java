package io.jenkins.plugins.volumetransfer.simulator.timeline;

/** What a piece of text is, for whoever gives it a colour. */
public enum Ink {
  PLAIN,
  STRONG,
  FAINT,
  FAULT,
  SIGNAL,
  END;

  static Ink of(Moment.Kind kind) {
    return switch (kind) {
      case STEP -> PLAIN;
      case FAULT -> FAULT;
      case SIGNAL -> SIGNAL;
      case END -> END;
    };
  }
}
