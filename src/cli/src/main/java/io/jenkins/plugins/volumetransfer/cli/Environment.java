package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.cli.view.Terminal;
import io.jenkins.plugins.volumetransfer.cluster.Clusters;
import io.jenkins.plugins.volumetransfer.cluster.KubeconfigClusters;
import io.jenkins.plugins.volumetransfer.driver.Requester;
import io.jenkins.plugins.volumetransfer.driver.SteadyClock;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.function.Supplier;

/**
 * All that commands take from the world.
 *
 * @param clusters only asked by commands that need one: {@code --help} must not load a client
 * @param requester who runs this
 * @param variables the process's environment
 * @param out results
 * @param err everything else
 */
public record Environment(
    Supplier<Clusters> clusters,
    Clock clock,
    Requester requester,
    Map<String, String> variables,
    InputStream in,
    PrintWriter out,
    PrintWriter err,
    Terminal terminal,
    Signals signals) {

  /** For commands without a view of their own: what is waited for is told on stderr. */
  Clusters tellingClusters() {
    Clusters silent = clusters.get();
    return ref -> silent.open(ref).telling(text -> Errors.print(this, text));
  }

  /** Who asks, in the words of a user who has named these clusters. */
  Requester requester(TransferSpec spec) {
    return new Requester(requester.owner(), CommandAdvice.of(spec));
  }

  public static Environment ofProcess() {
    return new Environment(
        () -> {
          Logging.OkHttp.silence();
          return new KubeconfigClusters();
        },
        SteadyClock.fromNow(),
        new Requester(Owner.ofProcess(), new CommandAdvice()),
        System.getenv(),
        System.in,
        new PrintWriter(System.out, true, StandardCharsets.UTF_8),
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        Terminal.ofProcess(),
        new ProcessSignals());
  }
}
