package io.jenkins.plugins.volumetransfer.simulator.pipeline;

import java.util.Optional;

/** A branch that runs now, on the one thread of its build. */
record Turn(Build build, Branch branch) {

  private static final ThreadLocal<Turn> CURRENT = new ThreadLocal<>();

  /**
   * The turn of the thread that calls.
   *
   * @throws IllegalStateException when no script runs on it
   */
  static Turn current() {
    Turn turn = CURRENT.get();
    if (turn == null) {
      throw new IllegalStateException("no pipeline runs on this thread");
    }
    return turn;
  }

  void run(Runnable work) {
    CURRENT.set(this);
    try {
      work.run();
    } finally {
      CURRENT.remove();
    }
  }

  Object call(String name, Object[] arguments) {
    return build.steps().call(this, name, arguments);
  }

  Optional<Object> global(String name) {
    return build.program().globals().find(name);
  }
}
