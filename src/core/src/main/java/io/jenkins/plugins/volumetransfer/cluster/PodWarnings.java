package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.EventSeries;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.jenkins.plugins.volumetransfer.engine.PodWarning;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Warnings among the Events of a namespace that are about our pods, or about claims that our
 * pods wait for, by one watch. Kubernetes keeps an Event for an hour.
 */
final class PodWarnings implements ResourceEventHandler<Event> {
  private static final Logger LOG = LoggerFactory.getLogger(PodWarnings.class);
  private static final long START_SECONDS_MAX = 30;
  private static final String BY_OBJECT = "object";
  private static final String POD = "Pod";
  private static final String CLAIM = "PersistentVolumeClaim";

  /** Races between the node's authorizer, the kubelet's caches and the pod. */
  private static final Pattern PASSING =
      Pattern.compile(
          "no relationship found between node"
              + "|failed to sync (configmap|secret) cache"
              + "|object \"[^\"]*\"/\"[^\"]*\" not registered");

  /** The kubelet has tried again several times by then. */
  private static final Duration PASSING_MAX = Duration.ofSeconds(10);

  private static final int PASSING_COUNT_MAX = 5;

  private final SharedIndexInformer<Event> informer;
  private final News news;

  /** Hears of what something was said about, by name. */
  interface News {
    void ofPod(String name);

    void ofClaim(String name);
  }

  private PodWarnings(KubernetesClient client, String namespace, News news) {
    this.news = news;
    informer =
        client
            .v1()
            .events()
            .inNamespace(namespace)
            .withField("type", "Warning")
            .runnableInformer(0);
    informer.addIndexers(Map.of(BY_OBJECT, PodWarnings::about));
    informer.addEventHandler(this);
  }

  /**
   * Begins to watch; where that is not allowed or fails, nothing is ever told: a run goes on
   * without.
   */
  static PodWarnings start(KubernetesClient client, String namespace, News news) {
    PodWarnings warnings = new PodWarnings(client, namespace, news);
    warnings.informer.exceptionHandler((wasStarted, error) -> wasStarted);
    try {
      warnings.informer.start().toCompletableFuture().get(START_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("the events of {} can't be read", namespace, e);
      warnings.informer.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      warnings.informer.close();
    }
    return warnings;
  }

  /** Oldest first. */
  List<PodWarning> of(Pod pod) {
    return told(
        Stream.concat(
            said(POD, pod.getMetadata().getName()).filter(event -> isAbout(event, pod)),
            ClaimUse.of(pod).stream().flatMap(use -> said(CLAIM, use.claim()))));
  }

  /** Those that are worth telling. */
  static List<PodWarning> told(Stream<Event> events) {
    return events
        .filter(event -> !passes(event))
        .sorted(Comparator.comparing(PodWarnings::time))
        .map(event -> new PodWarning(text(event.getReason()), text(event.getMessage())))
        .toList();
  }

  /** Said while a node hears of a new pod; it is worth telling only if it lasts. */
  static boolean passes(Event event) {
    if (!PASSING.matcher(text(event.getMessage())).find()) {
      return false;
    }
    try {
      Instant first = Instant.parse(text(event.getFirstTimestamp()));
      Instant last = Instant.parse(text(event.getLastTimestamp()));
      return Duration.between(first, last).compareTo(PASSING_MAX) < 0;
    } catch (DateTimeParseException e) {
      // Events of the newer API tell only how often.
      return Optional.ofNullable(event.getSeries()).map(EventSeries::getCount).orElse(1)
          < PASSING_COUNT_MAX;
    }
  }

  private Stream<Event> said(String kind, String name) {
    return informer.getIndexer().byIndex(BY_OBJECT, kind + "/" + name).stream();
  }

  /** A name may be used again, a uid never is. */
  private static boolean isAbout(Event event, Pod pod) {
    String uid = event.getInvolvedObject().getUid();
    return uid == null || uid.equals(pod.getMetadata().getUid());
  }

  private static List<String> about(Event event) {
    ObjectReference object = event.getInvolvedObject();
    return object == null ? List.of() : List.of(object.getKind() + "/" + object.getName());
  }

  /** Which of its times an Event has depends on who wrote it; all are ISO 8601 in UTC. */
  private static String time(Event event) {
    return Optional.ofNullable(event.getSeries())
        .map(EventSeries::getLastObservedTime)
        .map(MicroTime::getTime)
        .or(() -> Optional.ofNullable(event.getLastTimestamp()))
        .or(() -> Optional.ofNullable(event.getEventTime()).map(MicroTime::getTime))
        .or(() -> Optional.ofNullable(event.getMetadata().getCreationTimestamp()))
        .orElse("");
  }

  private static String text(String value) {
    return Optional.ofNullable(value).orElse("");
  }

  private void tell(Event event) {
    ObjectReference object = event.getInvolvedObject();
    if (object != null && POD.equals(object.getKind())) {
      news.ofPod(object.getName());
    } else if (object != null && CLAIM.equals(object.getKind())) {
      news.ofClaim(object.getName());
    }
  }

  @Override
  public void onAdd(Event event) {
    tell(event);
  }

  @Override
  public void onUpdate(Event before, Event event) {
    tell(event);
  }

  /** Its hour is over; what it said is not taken back. */
  @Override
  public void onDelete(Event event, boolean lastStateUnknown) {}

  void close() {
    informer.close();
  }
}
