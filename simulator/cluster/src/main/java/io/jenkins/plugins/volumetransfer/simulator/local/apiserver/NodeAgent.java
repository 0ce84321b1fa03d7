package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What the API server asks the kubelet for: logs and commands in containers. */
public interface NodeAgent {

  /** The log of a container. */
  CompletionStage<Lookup<ContainerOutput>> log(ResourcePath pod, String container, Attempt attempt);

  /** Starts a command in a running container. */
  CompletionStage<Lookup<Process>> exec(ResourcePath pod, String container, List<String> command);

  /** Which run of a container. */
  enum Attempt {
    CURRENT,
    PREVIOUS
  }

  /** Found, or the reason why not. */
  sealed interface Lookup<T> {
    void tell(Consumer<T> found, Consumer<Answer> failed);

    /** What was looked for. */
    record Found<T>(T value) implements Lookup<T> {
      @Override
      public void tell(Consumer<T> found, Consumer<Answer> failed) {
        found.accept(value);
      }
    }

    /** A failure with its HTTP status code. */
    record Failed<T>(int code, String reason, String message) implements Lookup<T> {
      @Override
      public void tell(Consumer<T> found, Consumer<Answer> failed) {
        failed.accept(Answer.failure(code, reason, message));
      }
    }
  }
}
