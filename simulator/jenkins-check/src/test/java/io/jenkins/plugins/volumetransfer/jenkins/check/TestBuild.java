package io.jenkins.plugins.volumetransfer.jenkins.check;

import hudson.model.Run;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A build: its log, and where it keeps files. It outlives restarts. */
public final class TestBuild extends Run<TestJob, TestBuild> {
  private final Path directory;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(log, true, StandardCharsets.UTF_8);

  public TestBuild(String job, Path directory) {
    super(new TestJob(job));
    this.directory = directory;
  }

  PrintStream out() {
    return out;
  }

  String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  @Override
  public File getRootDir() {
    return directory.toFile();
  }

  @Override
  public String getDisplayName() {
    return "#1";
  }
}
