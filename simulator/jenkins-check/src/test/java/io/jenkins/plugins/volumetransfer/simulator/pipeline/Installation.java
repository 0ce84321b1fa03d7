package io.jenkins.plugins.volumetransfer.simulator.pipeline;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/**
 * The Jenkins that a build runs on.
 *
 * @param steps those of plugins
 * @param shell runs what {@code sh} says
 * @param context what steps ask their context for, but the log
 * @param clock for {@code timeout}
 */
public record Installation(List<StepDescriptor> steps, Shell shell, Context context, Clock clock) {

  /** What a step's context has beside the log, such as the run. */
  @FunctionalInterface
  public interface Context {

    /** Nothing when there is no such object. */
    <T> Optional<T> find(Class<T> type, Build build);
  }
}
