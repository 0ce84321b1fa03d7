package io.jenkins.plugins.volumetransfer.simulator.explorer;

/** What must hold in every run of a model. */
public sealed interface Law {

  String name();

  /** A set of states. */
  @FunctionalInterface
  interface States {
    boolean contain(long state);
  }

  /** A set of steps. */
  @FunctionalInterface
  interface Steps {
    boolean contain(long from, int action, long to);
  }

  /** Each state that can be reached is one of these. */
  record Always(String name, States states) implements Law {}

  /**
   * Each step that can be taken from certain states is one of these.
   *
   * @param from asked once for each state, so that most laws cost little
   */
  record EachStep(String name, States from, Steps steps) implements Law {}

  /** One of these states can be reached: without that, other laws might hold emptily. */
  record Sometimes(String name, States states) implements Law {}

  /**
   * Every fair run reaches one of these states. Fair (weakly, per actor): an actor that can act
   * without a fault from some moment on does act. Broken by a state where only faults are left, and
   * by a fair cycle.
   */
  record Ends(String name, States states) implements Law {}

  /** No cycle consists of {@link Transition.Kind#STEP}s alone. */
  record NoBusyWait(String name) implements Law {}
}
