package io.jenkins.plugins.volumetransfer.jenkins.check;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** What Pipeline gives a step. It is saved as a number, as Pipeline's own is, and found by it. */
final class TestContext extends StepContext {
  private static final long serialVersionUID = 1L;
  private static final Map<Integer, TestPipeline> PIPELINES = new ConcurrentHashMap<>();

  private final int number;

  TestContext(TestPipeline pipeline) {
    synchronized (PIPELINES) {
      this.number = PIPELINES.size();
      PIPELINES.put(number, pipeline);
    }
  }

  private TestPipeline pipeline() {
    return PIPELINES.get(number);
  }

  @Override
  public <T> T get(Class<T> key) {
    if (key == Run.class) {
      return key.cast(pipeline().build());
    }
    if (key == TaskListener.class) {
      PrintStream out = pipeline().build().out();
      TaskListener listener = () -> out;
      return key.cast(listener);
    }
    return key == FlowNode.class ? key.cast(pipeline().node()) : null;
  }

  @Override
  public void onSuccess(Object result) {
    pipeline().ended(new TestPipeline.End(result, null));
  }

  @Override
  public void onFailure(Throwable t) {
    pipeline().ended(new TestPipeline.End(null, t));
  }

  @Override
  public boolean isReady() {
    return true;
  }

  @Override
  public ListenableFuture<Void> saveState() {
    pipeline().save();
    return Futures.immediateFuture(null);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof TestContext other && other.number == number;
  }

  @Override
  public int hashCode() {
    return number;
  }
}
