package io.jenkins.plugins.volumetransfer.jenkins.page;

import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.report.JsonResult;
import io.jenkins.plugins.volumetransfer.report.RunReport;
import io.jenkins.plugins.volumetransfer.report.history.History;
import io.jenkins.plugins.volumetransfer.report.junit.JunitReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.util.BuildListenerAdapter;

/** A run's reports, among the artifacts of its build: JSON and JUnit XML. */
final class ArchivedReports {
  private static final String FOLDER = "volume-transfer";

  private ArchivedReports() {}

  private record Report(String format, String name, String content) {
    ReportSnapshot archived() {
      return new ReportSnapshot(format, FOLDER + "/" + name);
    }
  }

  /**
   * Writes the reports and gives them to the build's artifact manager, which may be far away: never
   * to be called on a Pipeline's thread or the engine's.
   *
   * @throws IOException if they can't be written or archived; the build then has none
   */
  static List<ReportSnapshot> archive(Run<?, ?> build, History history, RunResult result)
      throws IOException, InterruptedException {
    String json =
        JsonResult.of(RunReport.of(result, history.started(), history.latest())).toPrettyString()
            + "\n";
    List<Report> reports =
        List.of(
            new Report("JSON", result.run() + ".json", json),
            new Report("JUnit", result.run() + ".junit.xml", JunitReport.of(history)));
    Path directory = Files.createTempDirectory(FOLDER);
    try {
      Map<String, String> artifacts = new LinkedHashMap<>();
      for (Report report : reports) {
        Files.writeString(directory.resolve(report.name()), report.content());
        artifacts.put(report.archived().path(), report.name());
      }
      build
          .pickArtifactManager()
          .archive(
              new FilePath(directory.toFile()),
              new Launcher.LocalLauncher(TaskListener.NULL),
              BuildListenerAdapter.wrap(TaskListener.NULL),
              artifacts);
      return reports.stream().map(Report::archived).toList();
    } finally {
      for (Report report : reports) {
        Files.deleteIfExists(directory.resolve(report.name()));
      }
      Files.deleteIfExists(directory);
    }
  }
}
