package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.cluster.Clusters;
import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.tls.CertificateRequest;
import io.jenkins.plugins.volumetransfer.tls.RunCertificates;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Carries out runs. One thread decides for all of them, a few do the requests; how many transfers
 * there are changes neither.
 */
public final class TransferEngine implements AutoCloseable {
  /** Beyond the run's own deadline, before {@code cleanup} may take its objects for orphans. */
  static final Duration EXPIRY_MARGIN = Duration.ofMinutes(15);

  private final Supplier<Clock> clocks;
  private final SecureRandom random;
  private final EngineThreads threads = new EngineThreads();
  private final ClusterPool clusters;
  private final Slots slots;
  private final EngineOptions options;
  private final LogEnds logEnds;

  public TransferEngine(Clusters clusters, Clock clock, SecureRandom random) {
    this(clusters, clock, random, EngineOptions.DEFAULT);
  }

  public TransferEngine(
      Clusters clusters, Clock clock, SecureRandom random, EngineOptions options) {
    this(clusters, () -> clock, random, options);
  }

  /**
   * @param clocks asked once a run, such as {@link SteadyClock#fromNow}; what lies between two
   *     instants of the clock has to have passed
   */
  public TransferEngine(
      Clusters clusters, Supplier<Clock> clocks, SecureRandom random, EngineOptions options) {
    this.slots = new Slots(options.maxConcurrent());
    this.options = options;
    this.logEnds = options.logEnds();
    this.clusters = new ClusterPool(clusters);
    this.clocks = clocks;
    this.random = random;
  }

  /**
   * Begins a run; returns at once.
   *
   * @param listener hears of everything, on the engine's own thread: it must not block
   * @throws IllegalStateException after {@link #close}
   */
  public RunHandle start(TransferSpec spec, RunId id, Consumer<Announcement> listener) {
    return start(spec, id, options.requester(), listener);
  }

  /**
   * The same for one of several who share the engine.
   *
   * @param requester in the place of that of {@link EngineOptions}
   */
  public RunHandle start(
      TransferSpec spec, RunId id, Requester requester, Consumer<Announcement> listener) {
    return begin(spec, id, requester, listener, ActiveRun.Beginning.NEW, Set.of());
  }

  /**
   * Goes on with a run whose process has died, as far as there is something of it; what is done
   * already is only compared again. Returns at once.
   *
   * @param spec the one that the run was begun with
   * @param listener as in {@link #start}
   * @throws IllegalStateException after {@link #close}
   */
  public RunHandle resume(TransferSpec spec, RunId id, Consumer<Announcement> listener) {
    return resume(spec, id, options.requester(), listener, Set.of());
  }

  /**
   * The same for one of several who share the engine, without the transfers whose end is known.
   *
   * @param requester in the place of that of {@link EngineOptions}
   * @param ended their names, as in {@link Transfer#of}; not all of them
   */
  public RunHandle resume(
      TransferSpec spec,
      RunId id,
      Requester requester,
      Consumer<Announcement> listener,
      Set<String> ended) {
    return begin(spec, id, requester, listener, ActiveRun.Beginning.RESUMED, ended);
  }

  private RunHandle begin(
      TransferSpec spec,
      RunId id,
      Requester requester,
      Consumer<Announcement> listener,
      ActiveRun.Beginning beginning,
      Set<String> ended) {
    if (threads.closed()) {
      throw new IllegalStateException("the engine is closed");
    }
    Clock clock = clocks.get();
    ActiveRun run =
        new ActiveRun(
            spec,
            manifests(spec, id, requester, ended, clock),
            requester.advice(),
            clusters,
            slots,
            threads,
            clock,
            listener,
            logEnds);
    run.begin(beginning);
    return run;
  }

  /** What a run of this id creates, certificates included. */
  private List<Manifests> manifests(
      TransferSpec spec, RunId id, Requester requester, Set<String> ended, Clock clock) {
    Instant expires = clock.instant().plus(spec.timeouts().transfer()).plus(EXPIRY_MARGIN);
    return Transfer.of(spec).stream()
        .filter(transfer -> !ended.contains(transfer.name()))
        .map(
            transfer ->
                new Manifests(
                    spec,
                    id,
                    transfer,
                    RunCertificates.issue(
                        new CertificateRequest(
                            id.value(),
                            Manifests.clientName(id, transfer),
                            Manifests.serverName(id, transfer),
                            spec.timeouts().transfer().plus(EXPIRY_MARGIN)),
                        random,
                        clock),
                    expires,
                    requester.owner(),
                    options.ownPod()))
        .toList();
  }

  /**
   * Ends all threads at once. Runs still under way are forgotten, and never get a result: stop them
   * first.
   */
  @Override
  public void close() {
    threads.close();
    clusters.close();
  }
}
