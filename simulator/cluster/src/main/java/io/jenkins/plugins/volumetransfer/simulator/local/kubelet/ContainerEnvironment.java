package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvFromSource;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.EnvVarSource;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The environment variables of a container, before they are translated. */
record ContainerEnvironment(Pod pod, String address, KeyedData data) {
  private static final String PROBLEM = "CreateContainerConfigError";

  /**
   * In the order of the specification, since a value may use the names before it.
   *
   * @throws LaunchProblem when a Secret, a ConfigMap or a key is missing
   */
  Map<String, String> of(Container container) throws LaunchProblem {
    Map<String, String> variables = new LinkedHashMap<>();
    for (EnvFromSource source : container.getEnvFrom()) {
      addAll(source, variables);
    }
    for (EnvVar variable : container.getEnv()) {
      Optional<String> value =
          variable.getValueFrom() == null
              ? Optional.of(variable.getValue() == null ? "" : variable.getValue())
                  .map(text -> VariableExpansion.expand(text, variables))
              : from(variable.getValueFrom());
      value.ifPresent(text -> variables.put(variable.getName(), text));
    }
    return variables;
  }

  private void addAll(EnvFromSource source, Map<String, String> variables) throws LaunchProblem {
    String prefix = source.getPrefix() == null ? "" : source.getPrefix();
    Map<String, byte[]> found = new LinkedHashMap<>();
    if (source.getConfigMapRef() != null) {
      found.putAll(
          data.all(
              KeyedData.Kind.CONFIG_MAP,
              source.getConfigMapRef().getName(),
              Boolean.TRUE.equals(source.getConfigMapRef().getOptional()),
              PROBLEM));
    } else if (source.getSecretRef() != null) {
      found.putAll(
          data.all(
              KeyedData.Kind.SECRET,
              source.getSecretRef().getName(),
              Boolean.TRUE.equals(source.getSecretRef().getOptional()),
              PROBLEM));
    }
    found.forEach((key, value) -> variables.put(prefix + key, KeyedData.text(value)));
  }

  private Optional<String> from(EnvVarSource source) throws LaunchProblem {
    if (source.getFieldRef() != null) {
      return Optional.of(field(source.getFieldRef().getFieldPath()));
    }
    if (source.getConfigMapKeyRef() != null) {
      var ref = source.getConfigMapKeyRef();
      return data.one(
          KeyedData.Kind.CONFIG_MAP,
          ref.getName(),
          ref.getKey(),
          Boolean.TRUE.equals(ref.getOptional()),
          PROBLEM);
    }
    if (source.getSecretKeyRef() != null) {
      var ref = source.getSecretKeyRef();
      return data.one(
          KeyedData.Kind.SECRET,
          ref.getName(),
          ref.getKey(),
          Boolean.TRUE.equals(ref.getOptional()),
          PROBLEM);
    }
    throw new LaunchProblem(PROBLEM, "the local kubelet does not know this source of a value");
  }

  private String field(String path) throws LaunchProblem {
    ObjectMeta metadata = pod.getMetadata();
    return switch (path) {
      case "metadata.name" -> metadata.getName();
      case "metadata.namespace" -> metadata.getNamespace();
      case "metadata.uid" -> metadata.getUid();
      case "spec.nodeName" -> Node.NAME;
      case "spec.serviceAccountName" -> pod.getSpec().getServiceAccountName();
      case "status.podIP", "status.podIPs", "status.hostIP" -> address;
      default -> keyed(path, metadata);
    };
  }

  private static String keyed(String path, ObjectMeta metadata) throws LaunchProblem {
    for (var entry :
        Map.of(
                "metadata.labels['", metadata.getLabels(),
                "metadata.annotations['", metadata.getAnnotations())
            .entrySet()) {
      if (path.startsWith(entry.getKey()) && path.endsWith("']")) {
        String key = path.substring(entry.getKey().length(), path.length() - 2);
        return entry.getValue().getOrDefault(key, "");
      }
    }
    throw new LaunchProblem(PROBLEM, "unsupported fieldPath: " + path);
  }
}
