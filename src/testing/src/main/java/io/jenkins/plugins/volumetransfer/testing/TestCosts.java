package io.jenkins.plugins.volumetransfer.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Writes what each test class took, a line each, to {@code target/test-costs/PID.tsv} of its
 * module: its name, milliseconds of wall time, milliseconds of CPU time. {@code bin/test} adds them
 * up. CPU time is that of the Java virtual machine and of the processes that it waited for.
 */
public final class TestCosts implements TestExecutionListener {
  private static final Path FILE =
      Path.of("target", "test-costs", ProcessHandle.current().pid() + ".tsv");

  private record Moment(long nanos, long cpuMillis) {
    static Moment now() {
      return new Moment(System.nanoTime(), CpuTime.waitedFor().toMillis());
    }
  }

  private final Map<String, Moment> beginnings = new ConcurrentHashMap<>();

  @Override
  public void executionStarted(TestIdentifier test) {
    testClass(test).ifPresent(name -> beginnings.put(name, Moment.now()));
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    testClass(test).ifPresent(name -> write(name, beginnings.remove(name), Moment.now()));
  }

  /** Of a class that stands for itself; those within it are part of it. */
  private static Optional<String> testClass(TestIdentifier test) {
    boolean isNested =
        test.getUniqueIdObject().getSegments().stream()
            .anyMatch(segment -> segment.getType().equals("nested-class"));
    return test.getSource()
        .filter(source -> !isNested && source instanceof ClassSource)
        .map(source -> ((ClassSource) source).getClassName());
  }

  private static void write(String name, Moment from, Moment to) {
    long wall = Duration.ofNanos(to.nanos() - from.nanos()).toMillis();
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(
          FILE,
          name + "\t" + wall + "\t" + (to.cpuMillis() - from.cpuMillis()) + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
