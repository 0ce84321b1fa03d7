package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.cli.input.BadInput;
import io.jenkins.plugins.volumetransfer.cli.view.Audience;
import io.jenkins.plugins.volumetransfer.cli.view.View;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.cluster.OwnedObject;
import io.jenkins.plugins.volumetransfer.driver.WatchedRun;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.report.lines.Overview;
import io.jenkins.plugins.volumetransfer.script.ExitCode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;

/** Shows the copies of a run of another process while they last. */
record RunFollower(Environment environment, OutputOptions.Format format, Cluster cluster) {

  /**
   * Returns when no source pod copies any more.
   *
   * @param all that was found, of whatever run
   * @throws BadInput if none of the run's source pods is among it
   */
  ExitStatus follow(RunId run, List<OwnedObject> all) throws InterruptedException {
    List<OwnedObject> objects = all.stream().filter(object -> object.run().equals(run)).toList();
    Map<String, OwnedObject> pods = WatchedRun.sourcePods(objects);
    if (pods.isEmpty()) {
      throw new BadInput(
          objects.isEmpty()
              ? "--follow: nothing of run " + run + " is here; without --follow, all runs are shown"
              : "--follow: run " + run + " has no source pod here now; look where its source is");
    }
    Map<String, List<String>> volumes = new LinkedHashMap<>();
    pods.forEach((name, pod) -> volumes.put(name, pod.pod().orElseThrow().volumes()));
    try (Audience audience = new Audience(List.of(view(new Overview(volumes), since(objects))));
        WatchedRun watched = WatchedRun.follow(cluster, run, pods, audience)) {
      Map<String, OptionalInt> ends = watched.end().toCompletableFuture().get();
      audience.close();
      ends.forEach((name, code) -> say(name + ": " + ended(code)));
      boolean succeeded = ends.values().stream().allMatch(OptionalInt.of(0)::equals);
      return succeeded ? ExitStatus.SUCCEEDED : ExitStatus.FAILED;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ClusterException refused) {
        throw refused;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private View view(Overview overview, Instant started) {
    return OutputOptions.view(OutputOptions.Progress.AUTO, format, environment, overview, started);
  }

  private static Instant since(List<OwnedObject> objects) {
    return objects.stream().map(OwnedObject::created).min(Instant::compareTo).orElseThrow();
  }

  private void say(String line) {
    if (format == OutputOptions.Format.JSON) {
      Errors.print(environment, line);
    } else {
      environment.out().println(line);
    }
  }

  private static String ended(OptionalInt code) {
    if (code.isEmpty()) {
      return "its source pod is gone, or has failed";
    }
    return "rsync has ended with code "
        + code.getAsInt()
        + ExitCode.of(code.getAsInt()).map(known -> " (" + known.meaning() + ")").orElse("");
  }
}
