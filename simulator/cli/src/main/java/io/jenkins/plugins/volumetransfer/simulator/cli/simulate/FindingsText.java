package io.jenkins.plugins.volumetransfer.simulator.cli.simulate;

import io.jenkins.plugins.volumetransfer.simulator.timeline.Ink;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Look;
import io.jenkins.plugins.volumetransfer.simulator.timeline.TimelineText;
import java.util.List;
import org.apache.commons.text.WordUtils;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.ColorScheme;

/** Findings for a terminal. */
public final class FindingsText {
  private final ColorScheme colours;
  private final Look look;

  /**
   * @param colours whether there are any
   * @param plain how wide it is, and what it can show
   */
  public FindingsText(ColorScheme colours, Look plain) {
    this.colours = colours;
    this.look =
        new Look(
            plain.columns(),
            plain.glyphs(),
            (ink, text) -> colours.apply(text, styles(ink)).toString());
  }

  /** All of it, ended by a line feed. */
  public String of(SimulationResult findings) {
    StringBuilder text = new StringBuilder();
    findings
        .results()
        // One row says nothing that is not in the notes.
        .filter(results -> results.rows().size() > 1 || findings.notes().isEmpty())
        .ifPresent(
            results -> text.append(ResultsText.of(results, colours, look.columns())).append('\n'));
    for (String note : findings.notes()) {
      text.append(WordUtils.wrap(note, look.columns(), "\n  ", false)).append('\n');
    }
    if (!findings.notes().isEmpty()) {
      text.append('\n');
    }
    findings
        .timelines()
        .forEach(timeline -> text.append(TimelineText.of(timeline, look)).append('\n'));
    return text.append(findings.summary()).append('\n').toString();
  }

  private static List<IStyle> styles(Ink ink) {
    return switch (ink) {
      case PLAIN -> List.of();
      case STRONG -> List.of(Style.bold);
      case FAINT -> List.of(Style.faint);
      case FAULT -> List.of(Style.bold, Style.fg_red);
      case SIGNAL -> List.of(Style.bold, Style.fg_yellow);
      case END -> List.of(Style.bold, Style.fg_cyan);
    };
  }
}
