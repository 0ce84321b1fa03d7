package io.jenkins.plugins.volumetransfer.simulator.timeline;

/**
 * What a terminal can show.
 *
 * @param columns its width; less than 40 counts as 40
 * @param painter gives text its colour
 */
public record Look(int columns, Glyphs glyphs, Painter painter) {
  private static final int COLUMNS_MIN = 40;

  /** Adds what takes no room on the screen. */
  @FunctionalInterface
  public interface Painter {
    String paint(Ink ink, String text);
  }

  public Look {
    columns = Math.max(columns, COLUMNS_MIN);
  }

  /** For a log: without colours. */
  public static Look plain(int columns, Glyphs glyphs) {
    return new Look(columns, glyphs, (ink, text) -> text);
  }
}
