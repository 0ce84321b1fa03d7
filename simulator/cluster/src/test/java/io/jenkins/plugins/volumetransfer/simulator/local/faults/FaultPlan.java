package io.jenkins.plugins.volumetransfer.simulator.local.faults;

import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ApiRequest;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.RequestFault;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.RequestFault.Distortion;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * What goes wrong between a client and its API server, by a seed. The choice for a request depends
 * on the seed, its verb, its resource, and how many of those there were before, so that threads
 * change as little as can be.
 */
final class FaultPlan implements Function<ApiRequest, Optional<RequestFault>> {
  private static final Map<String, String> PAGE = Map.of("Content-Type", "text/html");
  private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
  private static final String LOGIN = "<!DOCTYPE html><html><body>Please log in</body></html>";
  private static final String OTHER_KIND =
      "{\"kind\":\"Lease\",\"apiVersion\":\"coordination.k8s.io/v1\","
          + "\"metadata\":{\"name\":\"x\",\"namespace\":\"y\"}}";
  private static final String SUCCESS =
      "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Success\"}";

  /** What may happen to a request that is answered at once. */
  enum Kind {
    DROPPED(new RequestFault.Disconnect()),
    LOST(new RequestFault.Lose()),
    SLOW(new RequestFault.Delay(Duration.ofMillis(60))),
    LATE(new RequestFault.Delay(Duration.ofMillis(600))),
    HALF(new RequestFault.Cut()),
    REPEATED(new RequestFault.Repeat()),
    CODE_401(new RequestFault.Refuse(401)),
    CODE_403(new RequestFault.Refuse(403)),
    CODE_409(new RequestFault.Refuse(409)),
    CODE_410(new RequestFault.Refuse(410)),
    CODE_429(reply(429, Map.of("Content-Type", "application/json", "Retry-After", "0"), "{}")),
    CODE_500(new RequestFault.Refuse(500)),
    CODE_503(new RequestFault.Refuse(503)),
    PAGE_200(reply(200, PAGE, LOGIN)),
    PAGE_200_DONE(new RequestFault.Reply(200, PAGE, LOGIN, true)),
    PAGE_403(reply(403, PAGE, LOGIN)),
    PAGE_404(reply(404, PAGE, LOGIN)),
    PAGE_502(reply(502, PAGE, LOGIN)),
    EMPTY_200(reply(200, JSON, "")),
    EMPTY_OBJECT_DONE(new RequestFault.Reply(200, JSON, "{}", true)),
    OTHER_KIND_200(reply(200, JSON, OTHER_KIND)),
    SUCCESS_200(reply(200, JSON, SUCCESS)),
    REDIRECTED(reply(302, Map.of("Content-Type", "text/html", "Location", "/version"), "moved")),
    TWICE(new RequestFault.Distort(Distortion.TWICE)),
    SWAPPED(new RequestFault.Distort(Distortion.SWAPPED)),
    CUT(new RequestFault.Distort(Distortion.CUT)),
    GARBLED(new RequestFault.Distort(Distortion.GARBLED)),
    EXPIRED(new RequestFault.Distort(Distortion.EXPIRED)),
    SILENT(new RequestFault.Distort(Distortion.SILENT));

    private final RequestFault fault;

    Kind(RequestFault fault) {
      this.fault = fault;
    }

    private boolean ofWatches() {
      return fault instanceof RequestFault.Distort;
    }

    private static RequestFault reply(int code, Map<String, String> headers, String body) {
      return new RequestFault.Reply(code, headers, body, false);
    }
  }

  private final long seed;
  private final double density;
  private final int most;
  private final List<Kind> kinds;
  private final Optional<String> only;
  private final List<Step> inTurn;

  /** Of the next request that begins with these words. */
  record Step(String request, RequestFault fault) {}

  private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> chosen = new ConcurrentLinkedQueue<>();

  FaultPlan(long seed) {
    this.seed = seed;
    inTurn = List.of();
    SplittableRandom random = new SplittableRandom(seed);
    density = pick(random, List.of(0.03, 0.1, 0.25, 0.6));
    most = pick(random, List.of(1, 5, 20, 80));
    kinds = random.nextBoolean() ? List.of(Kind.values()) : few(random);
    only =
        random.nextInt(3) == 0
            ? Optional.of(
                pick(
                    random,
                    List.of(
                        "create configmaps",
                        "create secrets",
                        "create services",
                        "create networkpolicies",
                        "create pods",
                        "delete ",
                        "list ",
                        "watch ",
                        "get ")))
            : Optional.empty();
  }

  /** One fault, of the first request of this verb and resource. */
  static FaultPlan once(String request, Kind kind) {
    return inTurn(List.of(new Step(request, kind.fault)));
  }

  /** One fault each, one after the other. */
  static FaultPlan inTurn(List<Step> steps) {
    return new FaultPlan(steps);
  }

  private FaultPlan(List<Step> steps) {
    seed = 0;
    density = 1;
    most = steps.size();
    kinds = List.of();
    only = Optional.empty();
    inTurn = steps;
  }

  private static <T> T pick(SplittableRandom random, List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private static List<Kind> few(SplittableRandom random) {
    return List.of(
        pick(random, Arrays.asList(Kind.values())), pick(random, Arrays.asList(Kind.values())));
  }

  /** One of those kinds of faults on each request that begins with these words, always. */
  @Override
  public Optional<RequestFault> apply(ApiRequest request) {
    String key = request.verb() + " " + request.path().resource() + request.path().subresource();
    int ordinal = asked.computeIfAbsent(key, each -> new AtomicInteger()).getAndIncrement();
    SplittableRandom random =
        new SplittableRandom(seed * 1_000_003 + key.hashCode() * 31L + ordinal * 7_919L);
    if (!inTurn.isEmpty()) {
      return nextStep(key);
    }
    random.nextLong();
    double share = only.isPresent() && density < 1 ? Math.min(0.9, density * 3) : density;
    if (only.filter(words -> !key.startsWith(words)).isPresent()
        || random.nextDouble() >= share
        || chosen.size() >= most) {
      return Optional.empty();
    }
    // Asked thirty times before a run begins: else few would.
    if (key.endsWith("selfsubjectaccessreviews") && random.nextInt(10) > 0) {
      return Optional.empty();
    }
    boolean watch = request.verb().equals("watch");
    List<Kind> fitting =
        kinds.stream()
            .filter(kind -> watch || !kind.ofWatches())
            // Nobody could tell that from a deletion.
            .filter(kind -> kind != Kind.SUCCESS_200 || !request.verb().equals("delete"))
            .toList();
    if (fitting.isEmpty()) {
      return Optional.empty();
    }
    Kind kind = pick(random, fitting);
    chosen.add(key + " #" + ordinal + " " + kind);
    return Optional.of(kind.fault);
  }

  private synchronized Optional<RequestFault> nextStep(String key) {
    Optional<Step> next =
        inTurn.stream()
            .skip(chosen.size())
            .limit(1)
            .filter(s -> key.startsWith(s.request()))
            .findFirst();
    next.ifPresent(step -> chosen.add(key + " " + step.fault()));
    return next.map(Step::fault);
  }

  /** What was chosen so far. */
  List<String> chosen() {
    return List.copyOf(chosen);
  }
}
