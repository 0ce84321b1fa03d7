package io.jenkins.plugins.volumetransfer.simulator.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.text.WordUtils;

/**
 * One column's part of a row on the screen.
 *
 * @param mark before its first line, and a space between
 * @param rail the same of all further lines, down to the lowest of the row
 */
record Cell(Piece mark, Piece rail, List<Piece> pieces) {

  /** Text of one colour. What a command has printed must not steer the reader's terminal. */
  record Piece(Ink ink, String text) {
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}]");

    Piece {
      text = INVISIBLE.matcher(text).replaceAll("?");
    }
  }

  private static final Piece NONE = new Piece(Ink.PLAIN, "");

  Cell {
    pieces = List.copyOf(pieces);
  }

  static Cell of(Ink ink, String text) {
    return new Cell(NONE, NONE, List.of(new Piece(ink, text)));
  }

  static Cell of(List<Piece> pieces) {
    return new Cell(NONE, NONE, pieces);
  }

  /** Right-aligned, unless it is empty. */
  static Cell label(String text, int width) {
    return text.isEmpty()
        ? of(List.of())
        : new Cell(new Piece(Ink.FAINT, " ".repeat(width - text.length()) + text), NONE, List.of());
  }

  static Cell rail(String rail) {
    Piece piece = new Piece(Ink.FAINT, rail);
    return new Cell(piece, piece, List.of());
  }

  /** Its lines, no wider than that; without mark and rail. */
  List<Piece> wrapped(int width) {
    int room = Math.max(1, mark.text().isEmpty() ? width : width - mark.text().length() - 1);
    List<Piece> lines = new ArrayList<>();
    for (Piece piece : pieces) {
      WordUtils.wrap(piece.text(), room, "\n", true)
          .lines()
          .forEach(line -> lines.add(new Piece(piece.ink(), line)));
    }
    return lines;
  }
}
