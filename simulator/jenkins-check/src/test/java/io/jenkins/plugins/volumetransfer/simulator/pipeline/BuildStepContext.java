package io.jenkins.plugins.volumetransfer.simulator.pipeline;

import com.cloudbees.groovy.cps.Outcome;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * What a step knows of the build that it runs in; the build itself is found again after a restart.
 */
final class BuildStepContext extends StepContext {

  private static final long serialVersionUID = 1L;

  private final Build build;
  private final int branch;
  private final String step;
  private Outcome outcome;
  private boolean awaited;

  BuildStepContext(Build build, int branch, String step) {
    this.build = build;
    this.branch = branch;
    this.step = step;
  }

  @Override
  public <T> T get(Class<T> key) throws IOException {
    if (key == FlowNode.class) {
      // Only asked for at the start; nothing here shows it.
      return key.cast(
          new FlowNode() {
            @Override
            public String getDisplayName() {
              return step;
            }
          });
    }
    return build
        .find(key)
        .orElseThrow(() -> new IOException("a build here has no " + key.getName()));
  }

  @Override
  public void onSuccess(Object result) {
    end(new Outcome(PlainValues.checked(step, result), null));
  }

  @Override
  public void onFailure(Throwable failure) {
    end(new Outcome(null, failure));
  }

  private synchronized void end(Outcome of) {
    if (outcome != null) {
      // As in Jenkins, which only logs a second end.
      build.println("WARNING: step " + step + " has ended twice");
      return;
    }
    outcome = of;
    if (awaited) {
      build.resume(branch, of);
    }
  }

  /** The script waits from now on; the step may have ended already, on another thread. */
  synchronized void awaitEnd() {
    awaited = true;
    if (outcome != null) {
      build.resume(branch, outcome);
    }
  }

  /** What a step that needs no time returns. */
  synchronized Optional<Object> endedAtOnce() {
    if (outcome == null) {
      throw new IllegalStateException("step " + step + " claims to have ended but gave no result");
    }
    if (outcome.isFailure()) {
      throw Throwables.unchecked(outcome.getAbnormal());
    }
    return Optional.ofNullable(outcome.getNormal());
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public ListenableFuture<Void> saveState() {
    build.save();
    return Futures.immediateFuture(null);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BuildStepContext that
        && that.build == build
        && that.branch == branch
        && that.step.equals(step);
  }

  @Override
  public int hashCode() {
    return Objects.hash(branch, step);
  }
}
