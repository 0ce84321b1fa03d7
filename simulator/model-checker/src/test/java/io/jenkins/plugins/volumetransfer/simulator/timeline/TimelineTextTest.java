package io.jenkins.plugins.volumetransfer.simulator.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTextTest {

  @Test
  @DisplayName("in a narrow terminal each column is a rail, with the words beside them")
  void narrow() {
    assertThat(TimelineText.of(Timelines.waiting(), Look.plain(80, Glyphs.UNICODE)))
        .isEqualTo(
            """
            the rsync container is killed, SEPARATE, the seed's scripts
            L1 is broken: both containers end

                kubelet
                │ rsync
                │ │ stunnel
              1 ● │ │ starts the rsync container
              2 │ ● │ take_lock                                                 ipc.sh:41
                │ │ │ + rsync-client-container-lock: held by rsync
              3 ✗ │ │ FAULT: kubelet: SIGKILL to the rsync container
                │ │ │ ~ rsync-client-container-lock: free
              4 │ ■ │ ends with 137
                │ │ │ + rsync-client-container-done: 137
              5 ▶ │ │ SIGNAL: kubelet: SIGTERM to the stunnel container
                │ │ │ - rsync-client-container-done: removed
                │ │ │ - rsync-client-container-lock: removed
            ╭   │ │ │ from here on, for ever:
            │ 6 │ │ ● do test -f rsync-client-container-done; if [ $? -eq 0 ];  stunnel.sh:7
            │   │ │ │ then break
            ╰

            ● step   ✗ fault   ▶ signal   ■ a container ends
            replay: m1:separate:4.7.9.11
            """);
  }

  @Test
  @DisplayName("in a wide terminal the words stand in the column of who did it")
  void wide() {
    String gap = " ".repeat(27);
    String rail = " ".repeat(33);
    assertThat(TimelineText.of(Timelines.waiting(), Look.plain(140, Glyphs.UNICODE)).lines())
        .contains(
            "    kubelet" + gap + "rsync" + " ".repeat(29) + "stunnel" + gap + "shared volume",
            "  2 │"
                + rail
                + "● take_lock                       │"
                + rail
                + "+ rsync-client-container-lock:",
            "    │" + rail + "│ ipc.sh:41                       │" + rail + "held by rsync");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 40, 60, 80, 132, 250})
  @DisplayName("no line is wider than the terminal, 40 columns at the least, nor ends with a space")
  void fits(int columns) {
    String text = TimelineText.of(Timelines.of(120), Look.plain(columns, Glyphs.UNICODE));

    assertThat(text.lines())
        .hasSizeGreaterThan(120)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(Math.max(40, columns)))
        .noneMatch(line -> line.endsWith(" "));
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 200})
  @DisplayName("a terminal that has nothing but ASCII gets nothing else")
  void ascii(int columns) {
    String text = TimelineText.of(Timelines.waiting(), Look.plain(columns, Glyphs.ASCII));

    assertThat(StandardCharsets.US_ASCII.newEncoder().canEncode(text)).isTrue();
    assertThat(text).contains("  3 X ").contains("from here on, for ever:");
  }

  @Test
  @DisplayName("colours are only where the painter puts them, and change no other character")
  void colours() {
    Look colourful =
        new Look(80, Glyphs.UNICODE, (ink, text) -> ink == Ink.FAULT ? "<" + text + ">" : text);
    String text = TimelineText.of(Timelines.waiting(), colourful);

    assertThat(text).contains("  3 <✗> │ │ <FAULT: kubelet: SIGKILL to the rsync container>\n");
    assertThat(text.replaceAll("[<>]", ""))
        .isEqualTo(TimelineText.of(Timelines.waiting(), Look.plain(80, Glyphs.UNICODE)));
  }

  @Test
  @DisplayName("what a command printed can't steer the terminal")
  void control() {
    Timeline evil =
        new Timeline(
            "t\033[2J",
            "v\u009b2J",
            "k\r",
            List.of("rsync"),
            List.of(
                new Moment("rsync", Moment.Kind.STEP, "\033]0;x\007", Map.of("f", "\u202e\033"))),
            OptionalInt.empty());

    assertThat(TimelineText.of(evil, Look.plain(80, Glyphs.ASCII)).replace("\n", ""))
        .matches("\\P{C}*");
  }
}
