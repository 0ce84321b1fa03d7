package io.jenkins.plugins.volumetransfer.spec;

import java.util.Map;

/**
 * Requests and limits of one container, as Kubernetes writes them ({@code cpu: 500m}, {@code
 * memory: 256Mi}).
 */
public record ContainerResources(Map<String, String> requests, Map<String, String> limits) {
  public static final ContainerResources NONE = new ContainerResources(Map.of(), Map.of());

  public ContainerResources {
    requests = Map.copyOf(requests);
    limits = Map.copyOf(limits);
  }
}
