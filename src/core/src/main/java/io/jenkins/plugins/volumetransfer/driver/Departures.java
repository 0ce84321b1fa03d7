package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.engine.Event;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.manifest.ObjectNames;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pods that go. One that the run has not asked to go may go with its whole namespace, which is
 * looked at before the engine hears of the pod.
 */
final class Departures {
  private static final Logger LOG = LoggerFactory.getLogger(Departures.class);

  private final ActiveRun run;
  private final Executor lookups;
  private final Set<String> asked = ConcurrentHashMap.newKeySet();
  private final Set<String> looked = ConcurrentHashMap.newKeySet();

  Departures(ActiveRun run, Executor threads) {
    this.run = run;
    this.lookups = new SerialQueue(threads);
  }

  /** The run is about to delete these. */
  void asked(Collection<ObjectRef> objects) {
    objects.forEach(object -> asked.add(object.name()));
  }

  /**
   * Passes the event on, in its order.
   *
   * @param event that the pod is going or gone
   */
  void told(String transfer, Side side, int attempt, Event event) {
    Optional<Transfer> known = run.known(transfer);
    Optional<String> pod = known.map(each -> ObjectNames.pod(run.id(), each, side, attempt));
    if (pod.filter(name -> !asked.contains(name)).isEmpty()) {
      run.happen(event);
      return;
    }
    lookups.execute(
        () -> {
          if (looked.add(pod.get())) {
            look(known.get(), side);
          }
          run.happen(event);
        });
  }

  private void look(Transfer transfer, Side side) {
    String namespace = transfer.namespace(side);
    try {
      if (run.cluster(side).terminates(namespace).orElse(false)) {
        run.happen(new Event.NamespaceTerminating(transfer.name(), side, namespace));
      }
    } catch (RuntimeException | Error e) {
      LOG.debug("whether namespace {} goes is not known", namespace, e);
    }
  }
}
