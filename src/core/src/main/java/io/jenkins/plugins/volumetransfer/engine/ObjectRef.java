package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Side;

/** An object of ours in the cluster of one side. */
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

  @Override
  public String toString() {
    return kind.text + " " + namespace + "/" + name;
  }
}
