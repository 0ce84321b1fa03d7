package io.jenkins.plugins.volumetransfer.simulator.pipeline;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.Outcome;
import groovy.lang.Closure;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * One line of control of a program: the script itself, or a block that runs for a step such as
 * {@code parallel}.
 */
final class Branch implements Serializable {

  private static final long serialVersionUID = 1L;

  @SuppressWarnings("rawtypes")
  private static final List<Class> CATEGORIES =
      Stream.concat(Continuable.categories.stream(), Stream.of(SavedIterators.class)).toList();

  private final int id;
  private final String name;
  private final Continuable program;
  // Plain fields, as Optional can't be saved.
  private final Join join;
  private Outcome resumeWith;
  private StepExecution execution;

  private Branch(int id, String name, Continuable program, Join join) {
    this.id = id;
    this.name = name;
    this.program = program;
    this.join = join;
    this.resumeWith = new Outcome(null, null);
  }

  static Branch root(Continuable program) {
    return new Branch(0, "", program, null);
  }

  static Branch of(int id, String name, Closure<?> body, Join join) {
    return new Branch(id, name, Closures.asProgram(body), join);
  }

  int id() {
    return id;
  }

  String name() {
    return name;
  }

  /** For whom it runs; nothing for the script itself. */
  Optional<Join> join() {
    return Optional.ofNullable(join);
  }

  boolean isRunnable() {
    return resumeWith != null;
  }

  void resume(Outcome outcome) {
    execution = null;
    resumeWith = outcome;
  }

  /** Goes on until it waits or has ended. */
  Outcome run() {
    Outcome with = resumeWith;
    resumeWith = null;
    return program.run0(with, CATEGORIES);
  }

  boolean hasEnded() {
    return !program.isResumable();
  }

  void waitFor(StepExecution step) {
    execution = step;
  }

  void waitForNothing() {
    execution = null;
  }

  /** The step that it waits for. */
  Optional<StepExecution> execution() {
    return Optional.ofNullable(execution);
  }
}
