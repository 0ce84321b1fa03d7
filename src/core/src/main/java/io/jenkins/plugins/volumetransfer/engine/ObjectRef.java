package io.jenkins.plugins.volumetransfer.engine;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.util.Arrays;
import java.util.Optional;

/** An object of ours in the cluster of one side; which one of that name, only a uid tells. */
public record ObjectRef(Side side, Kind kind, String namespace, String name) {
  /** Kinds that a transfer makes. */
  public enum Kind {
    POD("Pod"),
    SERVICE("Service"),
    /** OpenShift's, of group {@code route.openshift.io}. */
    ROUTE("Route"),
    NETWORK_POLICY("NetworkPolicy"),
    SECRET("Secret"),
    CONFIG_MAP("ConfigMap");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    /** As Kubernetes writes it. */
    public String text() {
      return text;
    }
  }

  /** Empty: an object of a kind that no transfer deletes. */
  public static Optional<ObjectRef> of(Side side, HasMetadata object) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.text.equals(object.getKind()))
        .findFirst()
        .map(
            kind ->
                new ObjectRef(
                    side,
                    kind,
                    object.getMetadata().getNamespace(),
                    object.getMetadata().getName()));
  }

  @Override
  public String toString() {
    return kind.text + " " + namespace + "/" + name;
  }
}
