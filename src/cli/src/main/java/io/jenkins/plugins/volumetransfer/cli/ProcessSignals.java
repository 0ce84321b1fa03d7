package io.jenkins.plugins.volumetransfer.cli;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/**
 * The signals of the running process. A shutdown hook would not do: while the JVM shuts down it
 * ignores a second Ctrl-C. {@code sun.misc.Signal} is in every JDK (module jdk.unsupported) but the
 * compiler warns of it beyond suppression, hence the reflection.
 */
final class ProcessSignals implements Signals {

  @Override
  public void listen(Consumer<StopSignal> listener) {
    for (StopSignal signal : StopSignal.values()) {
      try {
        handle(signal, listener);
      } catch (ReflectiveOperationException | IllegalArgumentException e) {
        // Not to be had here (-Xrs, or no such signal): the default action ends the process, and
        // what it leaves is found by `cleanup`.
      }
    }
  }

  private static void handle(StopSignal signal, Consumer<StopSignal> listener)
      throws ReflectiveOperationException {
    Class<?> type = Class.forName("sun.misc.Signal");
    Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
    InvocationHandler onCall =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "handle" -> {
                listener.accept(signal);
                yield null;
              }
              case "equals" -> proxy == arguments[0];
              case "hashCode" -> System.identityHashCode(proxy);
              default -> "handler of " + signal;
            };
    Object handler =
        Proxy.newProxyInstance(
            ProcessSignals.class.getClassLoader(), new Class<?>[] {handlerType}, onCall);
    type.getMethod("handle", type, handlerType)
        .invoke(null, type.getConstructor(String.class).newInstance(signal.name()), handler);
  }

  @Override
  public void halt(ExitStatus status) {
    Runtime.getRuntime().halt(status.code());
  }
}
