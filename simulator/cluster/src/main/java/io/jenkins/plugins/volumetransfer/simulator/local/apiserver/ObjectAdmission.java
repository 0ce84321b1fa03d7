package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What happens to an object before it is stored: defaults, addresses, status. The kubelet and the
 * cluster's controllers bring what they need to.
 */
@FunctionalInterface
public interface ObjectAdmission {

  /**
   * Changes {@code object}, or refuses it.
   *
   * @throws Refusal when the object must not be created
   */
  void admit(ResourcePath path, ObjectNode object);

  /** Why an object was not admitted. */
  final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Answer answer;

    private Refusal(Answer answer) {
      super(answer.body().path("message").asText());
      this.answer = answer;
    }

    /** 422 Invalid. */
    public static Refusal invalid(ResourcePath path, String why) {
      return new Refusal(Answer.invalid(path, why));
    }

    Answer answer() {
      return answer;
    }
  }
}
