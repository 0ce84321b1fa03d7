package io.jenkins.plugins.volumetransfer.simulator.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Runs to look at. */
final class Timelines {
  private static final String DONE = "rsync-client-container-done";
  private static final String LOCK = "rsync-client-container-lock";

  private Timelines() {}

  /** A container is killed and the other waits for ever: a fault, a signal, an end, a loop. */
  static Timeline waiting() {
    Map<String, String> none = Map.of();
    Map<String, String> held = Map.of(LOCK, "held by rsync");
    Map<String, String> free = Map.of(LOCK, "free");
    Map<String, String> told = Map.of(LOCK, "free", DONE, "137");
    return new Timeline(
        "the rsync container is killed, SEPARATE, the seed's scripts",
        "L1 is broken: both containers end",
        "m1:separate:4.7.9.11",
        List.of("kubelet", "rsync", "stunnel"),
        List.of(
            moment("", "kubelet", Moment.Kind.STEP, "starts the rsync container", "", none),
            moment("", "rsync", Moment.Kind.STEP, "take_lock", "ipc.sh:41", held),
            moment("", "kubelet", Moment.Kind.FAULT, "SIGKILL to the rsync container", "", free),
            moment("", "rsync", Moment.Kind.END, "ends with 137", "", told),
            moment("", "kubelet", Moment.Kind.SIGNAL, "SIGTERM to the stunnel container", "", none),
            moment(
                "",
                "stunnel",
                Moment.Kind.STEP,
                "do test -f rsync-client-container-done; if [ $? -eq 0 ]; then break",
                "stunnel.sh:7",
                none)),
        OptionalInt.of(5));
  }

  /** As many moments as asked for, with times, in four columns. */
  static Timeline of(int size) {
    List<String> columns = List.of("rsync", "stunnel", "rsync process", "clock of rsync");
    List<Moment> moments = new ArrayList<>();
    TreeMap<String, String> files = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      if (i % 7 == 3) {
        files.put(LOCK, i % 2 == 0 ? "free" : "held by rsync");
      }
      if (i % 11 == 5) {
        files.put("stunnel-container-started", "");
      }
      if (i % 23 == 20) {
        files.remove("stunnel-container-started");
        files.put(DONE, Integer.toString(i));
      }
      moments.add(
          moment(
              i / 10 + "." + i % 10 + " s",
              columns.get(i * 7 % 5 % columns.size()),
              i % 31 == 30 ? Moment.Kind.FAULT : Moment.Kind.STEP,
              i % 5 == 0 ? "await sleep 0.5" : "until [[ -e stunnel-container-started ]]",
              "ipc.sh:" + (i % 90 + 1),
              files));
    }
    return new Timeline(
        "a random schedule", "as expected", "s1:42", columns, moments, OptionalInt.empty());
  }

  private static Moment moment(
      String time,
      String column,
      Moment.Kind kind,
      String text,
      String place,
      Map<String, String> files) {
    return new Moment(time, column, kind, text, place, new TreeMap<>(files));
  }
}
