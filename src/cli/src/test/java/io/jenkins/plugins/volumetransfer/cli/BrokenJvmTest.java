package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Goal: what no code expects, such as a class that a library lacks or a heap that is full, ends a
 * run rather than lets it hang. Method: a cluster of which one method throws an {@code Error}, each
 * in turn.
 */
class BrokenJvmTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  static Stream<String> methods() {
    return Stream.of(Cluster.class.getMethods()).map(Method::getName).distinct().sorted();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  @DisplayName("an Error in a request ends the run, and never as a success that is none")
  void ends(String method) {
    FakeCluster cluster = new FakeCluster();
    Typed typed = Typed.into(without(cluster, method));

    int code =
        assertTimeoutPreemptively(
            LIMIT,
            () -> typed.run("transfer", "--from=a/data", "--to=b/data", "--retries=0"),
            () -> typed.out() + typed.err());

    if (code != 0) {
      assertThat(typed.out() + typed.err()).contains("NoClassDefFoundError");
    }
  }

  private static Cluster without(Cluster cluster, String method) {
    return (Cluster)
        Proxy.newProxyInstance(
            Cluster.class.getClassLoader(),
            new Class<?>[] {Cluster.class},
            (proxy, called, arguments) -> {
              if (called.getName().equals(method)) {
                throw new NoClassDefFoundError("a/library/Class");
              }
              try {
                Object answer = called.invoke(cluster, arguments);
                return answer == cluster ? proxy : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
