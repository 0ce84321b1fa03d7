package io.jenkins.plugins.volumetransfer.simulator.pipeline;

import com.cloudbees.groovy.cps.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * A build of a pipeline, in a directory that has all that Jenkins would have on disk: the saved
 * program, the log, the workspace, the archive. It runs on one thread of its own.
 */
public final class Build implements AutoCloseable {

  private final Installation installation;
  private final Path directory;
  private final BuildLog log;
  private final ProgramFile file;
  private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1);
  private final CompletableFuture<Result> end = new CompletableFuture<>();
  private final Steps steps;
  private volatile Program program;

  private Build(Installation installation, Path directory) throws IOException {
    this.installation = installation;
    this.directory = directory;
    this.log = new BuildLog(directory.resolve("log"));
    this.file = new ProgramFile(directory.resolve("program.dat"));
    this.steps = new Steps(this);
    Files.createDirectories(workspace());
    thread.setRemoveOnCancelPolicy(true);
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Starts a build in an empty directory. */
  public static Build start(
      Installation installation, Path directory, String pipeline, Map<String, ?> parameters)
      throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("pipeline.groovy"), pipeline);
    Build build = new Build(installation, directory);
    build.onItsThread(
        () -> {
          ScriptSource.Compiled scripts = new ScriptSource(pipeline).compile();
          BuildGlobals globals =
              new BuildGlobals(
                  parameters,
                  Map.of("WORKSPACE", build.workspace().toString(), "BUILD_NUMBER", "1"));
          build.program = new Program(scripts.newPipeline(), scripts.newBlocks(), globals);
          build.goOn();
        });
    return build;
  }

  /**
   * Goes on with a build that another controller had begun and did not end, from what that had
   * saved last.
   */
  public static Build resume(Installation installation, Path directory) throws IOException {
    Build build = new Build(installation, directory);
    String pipeline = Files.readString(directory.resolve("pipeline.groovy"));
    build.println("Resuming build after a restart");
    build.onItsThread(
        () -> {
          ScriptSource.Compiled scripts = new ScriptSource(pipeline).compile();
          build.program = build.file.read(scripts.loader(), build);
          for (Branch branch : build.program.branches()) {
            branch.join().ifPresent(join -> build.arm(branch, join));
            branch.execution().ifPresent(StepExecution::onResume);
          }
          build.goOn();
        });
    return build;
  }

  /** Ends it as a kill of the controller does: nothing more is run, saved or answered. */
  public void kill() throws InterruptedException {
    thread.shutdownNow();
    thread.awaitTermination(30, TimeUnit.SECONDS);
  }

  /** What the button in Jenkins does: stops what runs. */
  public void abort() {
    onItsThread(() -> stop(program.branch(0).orElseThrow(), Interruption.byUser()));
  }

  /** Waits until the build has ended. */
  public Result awaitEnd(Duration limit) throws InterruptedException {
    try {
      return end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the build could not go on\n" + log(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("no end after " + limit + "\n" + log(), e);
    }
  }

  /** The steps that it waits for, with what each says of itself. */
  public List<String> waitingFor() {
    CompletableFuture<List<String>> answer = new CompletableFuture<>();
    onItsThread(
        () ->
            answer.complete(
                program.branches().stream()
                    .flatMap(branch -> branch.execution().stream())
                    .map(execution -> String.valueOf(execution.getStatus()))
                    .toList()));
    return answer.orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** The console's text. */
  public String log() {
    return log.text();
  }

  public Path workspace() {
    return directory.resolve("workspace");
  }

  /** Where archived files are. */
  public Path archive() {
    return directory.resolve("archive");
  }

  /** What the script has set as the build's description. */
  public Optional<String> description() {
    return Optional.ofNullable(program.globals().currentBuild().getDescription());
  }

  Installation installation() {
    return installation;
  }

  Program program() {
    return program;
  }

  Steps steps() {
    return steps;
  }

  void println(String line) {
    log.println(line);
  }

  <T> Optional<T> find(Class<T> type) {
    return type.isInstance(log.listener())
        ? Optional.of(type.cast(log.listener()))
        : installation.context().find(type, this);
  }

  /** A step has ended, on whatever thread. */
  void resume(int branch, Outcome outcome) {
    onItsThread(
        () -> {
          program.branch(branch).ifPresent(each -> each.resume(outcome));
          goOn();
        });
  }

  /** Sets the alarm of a {@code timeout} around a branch. */
  void arm(Branch branch, Join join) {
    if (join instanceof Join.Timeout timeout) {
      Duration left = timeout.left(installation.clock().instant());
      thread.schedule(
          () -> program.branch(branch.id()).ifPresent(each -> stop(each, Interruption.byTimeout())),
          left.toMillis(),
          TimeUnit.MILLISECONDS);
    }
  }

  void save() {
    onItsThread(() -> file.write(program, this));
  }

  /** Runs whatever can run, until all branches wait. */
  private void goOn() throws IOException {
    for (Optional<Branch> next = program.runnable(); next.isPresent(); next = program.runnable()) {
      Branch branch = next.get();
      List<Outcome> outcome = new ArrayList<>();
      new Turn(this, branch).run(() -> outcome.add(branch.run()));
      if (branch.hasEnded()) {
        program.end(branch, outcome.get(0)).ifPresent(this::ended);
      }
    }
    if (!end.isDone()) {
      file.write(program, this);
    }
  }

  private void stop(Branch branch, Interruption cause) {
    List<Branch> children = program.childrenOf(branch);
    children.forEach(child -> stop(child, cause));
    branch
        .execution()
        .ifPresent(
            execution -> {
              try {
                execution.stop(cause);
              } catch (Exception e) {
                execution.getContext().onFailure(e);
              }
            });
  }

  private void ended(Outcome outcome) {
    if (outcome.isFailure()) {
      boolean aborted = outcome.getAbnormal() instanceof Interruption;
      program
          .globals()
          .currentBuild()
          .setResult((aborted ? Result.ABORTED : Result.FAILURE).name());
      log.println(outcome.getAbnormal());
    }
    Result result = Result.valueOf(program.globals().currentBuild().getCurrentResult());
    log.println("Finished: " + result);
    end.complete(result);
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private void onItsThread(Work work) {
    try {
      thread.execute(
          () -> {
            try {
              work.run();
            } catch (IOException e) {
              end.completeExceptionally(new UncheckedIOException(e));
            } catch (RuntimeException | Error e) {
              end.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      // Killed: nobody is there to answer.
    }
  }

  @Override
  public void close() throws InterruptedException {
    kill();
  }
}
