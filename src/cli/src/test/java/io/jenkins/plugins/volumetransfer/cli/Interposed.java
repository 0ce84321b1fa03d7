package io.jenkins.plugins.volumetransfer.cli;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A cluster whose calls somebody else hears of first, and may let fail. */
final class Interposed {
  /** Hears of a call. */
  @FunctionalInterface
  interface Listener {
    /** What it throws, the caller gets in the place of an answer. */
    void called(String method, List<Object> arguments) throws Throwable;
  }

  private final Cluster cluster;
  private final Listener listener;
  private final AtomicInteger open = new AtomicInteger();

  private Interposed(Cluster cluster, Listener listener) {
    this.cluster = cluster;
    this.listener = listener;
  }

  static Interposed before(Cluster cluster, Listener listener) {
    return new Interposed(cluster, listener);
  }

  /** Subscriptions that are not closed. */
  int open() {
    return open.get();
  }

  Cluster cluster() {
    return (Cluster)
        Proxy.newProxyInstance(
            Cluster.class.getClassLoader(),
            new Class<?>[] {Cluster.class},
            (proxy, called, arguments) -> {
              listener.called(called.getName(), arguments == null ? List.of() : List.of(arguments));
              try {
                Object answer = called.invoke(cluster, arguments);
                return answer == cluster ? proxy : counted(answer);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private Object counted(Object answer) {
    if (answer instanceof Cluster.Subscription subscription) {
      open.incrementAndGet();
      return (Cluster.Subscription)
          () -> {
            open.decrementAndGet();
            subscription.close();
          };
    }
    return answer;
  }
}
