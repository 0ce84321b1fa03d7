package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the one user of the local cluster may do: everything that was not denied. */
public final class AccessRules {

  static final String USER = "local-user";

  private final Set<Rule> denied = ConcurrentHashMap.newKeySet();

  private record Rule(String verb, String resource) {
    boolean matches(String verb, String resource) {
      return (this.verb.equals("*") || this.verb.equals(verb))
          && (this.resource.equals("*") || this.resource.equals(resource));
    }
  }

  /**
   * Refuses {@code verb} on {@code resource} from now on.
   *
   * @param verb as in RBAC rules, for instance {@code delete}; {@code *} is all
   * @param resource as in RBAC rules, for instance {@code secrets} or {@code pods/log}; {@code *}
   *     is all
   */
  public void deny(String verb, String resource) {
    denied.add(new Rule(verb, resource));
  }

  /** Takes back a former {@link #deny}. */
  public void allow(String verb, String resource) {
    denied.remove(new Rule(verb, resource));
  }

  boolean isDenied(String verb, String resource) {
    return denied.stream().anyMatch(rule -> rule.matches(verb, resource));
  }

  /** The refusal of a request, in Kubernetes' words; empty when it is allowed. */
  Optional<Answer> refusal(ApiRequest request) {
    ResourcePath path = request.path();
    String resource = path.resourceWithSubresource();
    if (!isDenied(request.verb(), resource)) {
      return Optional.empty();
    }
    String where =
        path.namespace().isEmpty()
            ? "at the cluster scope"
            : "in the namespace \"%s\"".formatted(path.namespace());
    return Optional.of(
        Answer.forbidden(
            path,
            "User \"%s\" cannot %s resource \"%s\" in API group \"%s\" %s"
                .formatted(USER, request.verb(), resource, path.group(), where)));
  }
}
