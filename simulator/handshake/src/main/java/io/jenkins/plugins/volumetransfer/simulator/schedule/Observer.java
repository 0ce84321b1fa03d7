package io.jenkins.plugins.volumetransfer.simulator.schedule;

/** Looks on. */
@FunctionalInterface
interface Observer {
  Observer NOBODY =
      (move, pod, world) -> {
        // Nothing is to be seen.
      };

  /** Before the first move. */
  default void begin(ScriptPod pod, PodEnvironment world) {
    // Most look only at what becomes of it.
  }

  /** What it will judge the next moves by. */
  default String memory() {
    return "";
  }

  /** After the last one. */
  default void end(ScheduleResult outcome) {
    // Most have judged each move.
  }

  /** After each move, when nothing moves any more. */
  void see(Move move, ScriptPod pod, PodEnvironment world);
}
