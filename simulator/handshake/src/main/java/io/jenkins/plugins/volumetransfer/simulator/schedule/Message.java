package io.jenkins.plugins.volumetransfer.simulator.schedule;

import java.util.List;

/** What comes from the pod's processes. */
sealed interface Message {
  void tell(ScriptPod pod);

  String OVERDUE = "overdue";

  /** The place of a script that has not begun. */
  String NOWHERE = ":0";

  /**
   * A process waits for an answer.
   *
   * @param slot where the answer goes
   * @param parent the process that forked it; 0 for a container's main process
   * @param lastChild the id of its youngest child in the background; 0 if none
   * @param place where it stands, as {@code ipc.sh:41}
   * @param words the command and its arguments
   */
  record Question(int slot, long pid, long parent, long lastChild, String place, List<String> words)
      implements Message {
    @Override
    public void tell(ScriptPod pod) {
      pod.take(this);
    }

    String verb() {
      return words.get(0);
    }

    String argument(int place) {
      return place + 1 < words.size() ? words.get(place + 1) : "";
    }

    String last() {
      return words.get(words.size() - 1);
    }
  }

  /** The main process of a container has ended. */
  record Ended(ScriptContainer container, int code) implements Message {
    @Override
    public void tell(ScriptPod pod) {
      pod.take(this);
    }
  }

  /** Nothing came for {@link KernelPolling#BOUND}, though something was awaited. */
  record Overdue() implements Message {
    @Override
    public void tell(ScriptPod pod) {
      pod.take(this);
    }
  }

  static Message of(String line) {
    if (line.equals(OVERDUE)) {
      return new Overdue();
    }
    List<String> words = List.of(line.split(" "));
    if (words.get(0).equals("ended")) {
      return new Ended(
          words.get(1).equals("rsync") ? ScriptContainer.RSYNC : ScriptContainer.STUNNEL,
          Integer.parseInt(words.get(2)));
    }
    List<String> command = words.subList(5, words.size());
    return new Question(
        Integer.parseInt(words.get(0)),
        Long.parseLong(words.get(1)),
        Long.parseLong(words.get(2)),
        Long.parseLong(words.get(3)),
        command.equals(List.of("start")) ? NOWHERE : words.get(4),
        command);
  }
}
