package io.jenkins.plugins.volumetransfer.simulator.pipeline;

import hudson.AbortException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.NodeList;

/** The few steps of Jenkins' own that our pipelines use, without blocks. They end at once. */
final class BuiltInSteps {

  /** What a step does. */
  @FunctionalInterface
  interface Body {
    Object run(Call call) throws Exception;
  }

  /** A step whose value nobody asks for. */
  @FunctionalInterface
  private interface Deed {
    void run(Call call) throws Exception;
  }

  private final Build build;

  BuiltInSteps(Build build) {
    this.build = build;
  }

  Map<String, Body> byName() {
    return Map.of(
        "echo", deed(call -> build.println(call.argument("message", String.class))),
        "error", deed(call -> fail(call.argument("message", String.class))),
        "unstable", deed(this::unstable),
        "sh", this::sh,
        "readFile", call -> Files.readString(workspace(call.argument("file", String.class))),
        "writeFile", deed(this::writeFile),
        "archiveArtifacts", deed(this::archive),
        "junit", deed(this::junit),
        "stageBegins",
            deed(
                call ->
                    build.println("[Pipeline] { (" + call.argument("name", String.class) + ")")));
  }

  private static Body deed(Deed deed) {
    return call -> {
      deed.run(call);
      return null;
    };
  }

  private Path workspace(String name) {
    return build.workspace().resolve(name);
  }

  private static void fail(String message) throws AbortException {
    throw new AbortException(message);
  }

  private void unstable(Call call) {
    build.println("WARNING: " + call.argument("message", String.class));
    build.program().globals().currentBuild().setResult(Result.UNSTABLE.name());
  }

  private Object sh(Call call) throws Exception {
    String script = call.argument("script", String.class);
    List<String> output = new ArrayList<>();
    boolean returns = call.isSet("returnStdout");
    int code =
        build
            .installation()
            .shell()
            .run(
                script,
                build.workspace(),
                build.program().globals().environment(),
                returns ? output::add : build::println);
    if (call.isSet("returnStatus")) {
      return code;
    }
    if (code != 0) {
      fail("script returned exit code " + code);
    }
    return returns ? String.join("\n", output) + "\n" : null;
  }

  private void writeFile(Call call) throws IOException {
    Path file = workspace(call.argument("file", String.class));
    Files.createDirectories(file.getParent());
    Files.writeString(file, call.argument("text", String.class));
  }

  private void archive(Call call) throws IOException {
    List<Path> found = matching(call.argument("artifacts", String.class));
    if (found.isEmpty() && !call.isSet("allowEmptyArchive")) {
      fail("No artifacts found that match the file pattern \"" + call.argument("artifacts") + "\"");
    }
    for (Path file : found) {
      Path kept = build.archive().resolve(build.workspace().relativize(file));
      Files.createDirectories(kept.getParent());
      Files.copy(file, kept);
    }
  }

  private void junit(Call call) throws Exception {
    List<Path> found = matching(call.argument("testResults", String.class));
    if (found.isEmpty() && !call.isSet("allowEmptyResults")) {
      fail("No test report files were found.");
    }
    int failures = 0;
    for (Path file : found) {
      NodeList cases =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(file.toFile())
              .getElementsByTagName("failure");
      failures += cases.getLength();
    }
    if (failures > 0) {
      build.println("Recording test results: " + failures + " failed");
      build.program().globals().currentBuild().setResult(Result.UNSTABLE.name());
    }
  }

  private List<Path> matching(String patterns) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String pattern : patterns.split(",\\s*")) {
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      try (Stream<Path> files = Files.walk(build.workspace())) {
        files
            .filter(Files::isRegularFile)
            .filter(file -> matcher.matches(build.workspace().relativize(file)))
            .forEach(found::add);
      }
    }
    return found;
  }
}
