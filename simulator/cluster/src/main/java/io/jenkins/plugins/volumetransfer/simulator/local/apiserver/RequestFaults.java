package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;

/** The faults that a test has ordered for coming requests. */
public final class RequestFaults {

  private final ConcurrentLinkedQueue<Order> orders = new ConcurrentLinkedQueue<>();

  private volatile Function<ApiRequest, Optional<RequestFault>> chooser =
      request -> Optional.empty();

  private record Order(Predicate<ApiRequest> matches, RequestFault fault, AtomicInteger left) {
    boolean take() {
      return left.getAndUpdate(count -> Math.max(0, count - 1)) > 0;
    }
  }

  /**
   * The next {@code times} requests with this verb for this resource meet {@code fault}.
   *
   * @param verb as in RBAC rules; {@code *} is any
   * @param resource as in RBAC rules, for instance {@code pods} or {@code pods/log}; {@code *} is
   *     any
   */
  public void inject(String verb, String resource, RequestFault fault, int times) {
    inject(
        request ->
            (verb.equals("*") || verb.equals(request.verb()))
                && (resource.equals("*")
                    || resource.equals(request.path().resourceWithSubresource())),
        fault,
        times);
  }

  /** The next {@code times} requests that match meet {@code fault}. */
  public void inject(Predicate<ApiRequest> matches, RequestFault fault, int times) {
    orders.add(new Order(matches, fault, new AtomicInteger(times)));
  }

  /**
   * From now on each request meets what is chosen for it, if nothing was ordered.
   *
   * @param chooser asked by several threads, each request once
   */
  public void choose(Function<ApiRequest, Optional<RequestFault>> chooser) {
    this.chooser = chooser;
  }

  /** Forgets all faults that were not met yet. */
  public void clear() {
    orders.clear();
    chooser = request -> Optional.empty();
  }

  Optional<RequestFault> next(ApiRequest request) {
    Optional<RequestFault> fault =
        orders.stream()
            .filter(order -> order.matches().test(request) && order.take())
            .map(Order::fault)
            .findFirst();
    orders.removeIf(order -> order.left().get() == 0);
    return fault.or(() -> chooser.apply(request));
  }

  /** A refusal as Kubernetes words it. */
  static Answer answer(RequestFault.Refuse refuse) {
    return switch (refuse.code()) {
      case 401 -> Answer.failure(401, "Unauthorized", "Unauthorized");
      case 403 -> Answer.failure(403, "Forbidden", said(refuse, "forbidden by an injected fault"));
      case 409 ->
          Answer.failure(
              409,
              "Conflict",
              "Operation cannot be fulfilled: the object has been modified; please apply your"
                  + " changes to the latest version and try again");
      case 410 -> Answer.failure(410, "Expired", "too old resource version");
      case 422 -> Answer.failure(422, "Invalid", said(refuse, "invalid by an injected fault"));
      case 429 ->
          Answer.failure(429, "TooManyRequests", "too many requests, please try again later");
      case 503 -> Answer.failure(503, "ServiceUnavailable", "apiserver is shutting down");
      case 504 ->
          Answer.failure(504, "Timeout", "request did not complete within the allotted time");
      default -> Answer.failure(refuse.code(), "InternalError", "an injected fault");
    };
  }

  private static String said(RequestFault.Refuse refuse, String usually) {
    return refuse.message().isEmpty() ? usually : refuse.message();
  }
}
