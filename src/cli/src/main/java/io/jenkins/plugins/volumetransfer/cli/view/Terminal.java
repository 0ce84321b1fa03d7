package io.jenkins.plugins.volumetransfer.cli.view;

/**
 * What stderr goes to.
 *
 * @param columns its width; of a file, some number
 */
public record Terminal(Kind kind, int columns, Glyphs glyphs) {
  private static final int USUAL_COLUMNS = 80;

  /** Whether lines that are already written can be written over. */
  public enum Kind {
    INTERACTIVE,
    FILE
  }

  /** What it can show. */
  public enum Glyphs {
    UNICODE,
    ASCII
  }

  /** Told by the launcher, which can ask the system; a JVM can't tell stderr from stdout. */
  public static Terminal ofProcess() {
    Kind kind =
        System.getProperty("volume-transfer.stderr", "").equals("terminal")
                && !"dumb".equals(System.getenv("TERM"))
            ? Kind.INTERACTIVE
            : Kind.FILE;
    int columns = Integer.getInteger("volume-transfer.columns", USUAL_COLUMNS);
    return new Terminal(
        kind,
        columns > 0 ? columns : USUAL_COLUMNS,
        System.getProperty("volume-transfer.glyphs", "").equals("unicode")
            ? Glyphs.UNICODE
            : Glyphs.ASCII);
  }
}
