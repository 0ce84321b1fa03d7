package jenkins.util;

import hudson.model.BuildListener;
import hudson.model.TaskListener;
import java.io.PrintStream;

public final class BuildListenerAdapter implements BuildListener {
  private final TaskListener delegate;

  public BuildListenerAdapter(TaskListener delegate) {
    this.delegate = delegate;
  }

  @Override
  public PrintStream getLogger() {
    return delegate.getLogger();
  }

  public static BuildListener wrap(TaskListener l) {
    return l instanceof BuildListener already ? already : new BuildListenerAdapter(l);
  }
}
