package io.jenkins.plugins.volumetransfer.jenkins.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** One step of a build, run as Pipeline runs it: started, saved, resumed, ended once. */
final class TestPipeline {
  /** How a step ended: one of both is null, as in Pipeline itself. */
  record End(Object result, Throwable failure) {}

  private static final int END_SECONDS_MAX = 120;

  /** The step in the graph of the build. */
  private static final class Node extends FlowNode {
    @Override
    public String getDisplayName() {
      return getAction(LabelAction.class).getDisplayName();
    }
  }

  private final FlowNode node = new Node();
  private final TestBuild build;
  private final TestContext context;
  private final List<End> ends = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile StepExecution execution;
  private volatile byte[] disk;

  private TestPipeline(TestBuild build) {
    this.build = build;
    this.context = new TestContext(this);
  }

  static TestPipeline start(Step step, TestBuild build) throws Exception {
    TestPipeline pipeline = new TestPipeline(build);
    pipeline.execution = step.start(pipeline.context);
    boolean done = pipeline.execution.start();
    assertThat(done).as("ended on the Pipeline's own thread").isFalse();
    pipeline.save();
    return pipeline;
  }

  /** Of a step that ends where it starts. */
  static End atOnce(Step step, TestBuild build) throws Exception {
    TestPipeline pipeline = new TestPipeline(build);
    assertThat(step.start(pipeline.context).start()).as("ended at once").isTrue();
    return pipeline.await();
  }

  FlowNode node() {
    return node;
  }

  TestBuild build() {
    return build;
  }

  StepExecution execution() {
    return execution;
  }

  /** As Pipeline does when a step asks for it. */
  void save() {
    StepExecution saved = execution;
    if (saved != null) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(saved);
      } catch (IOException e) {
        throw new UncheckedIOException("what is saved must be serialisable", e);
      }
      disk = bytes.toByteArray();
    }
  }

  int savedBytes() {
    return disk.length;
  }

  /** What is on the disk, as far as it is text. */
  String saved() {
    return new String(disk, StandardCharsets.ISO_8859_1);
  }

  /** As a new Jenkins does with what the old one has saved. */
  void resume() throws Exception {
    load();
    execution.onResume();
  }

  /** The first half of it: the step is there again, and does nothing yet. */
  void load() throws Exception {
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(disk))) {
      execution = (StepExecution) in.readObject();
    }
  }

  void stop(Throwable cause) throws Exception {
    execution.stop(cause);
  }

  void ended(End end) {
    ends.add(end);
    ended.countDown();
  }

  boolean isOver() {
    return !ends.isEmpty();
  }

  /** Waits for the end; fails if there is none, or a second. */
  End await() throws InterruptedException {
    assertThat(ended.await(END_SECONDS_MAX, TimeUnit.SECONDS))
        .as(() -> "no end; " + execution.getStatus() + "\n" + build.log())
        .isTrue();
    assertThat(ends).as("ends of one step").hasSize(1);
    return ends.get(0);
  }
}
