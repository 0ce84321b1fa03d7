package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimVolumeSource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds what runs have made: pods, and all else by the ConfigMap that has its name, as that is made
 * first and deleted last. In the order in which it is to be deleted.
 */
record OwnedObjects(KubernetesClient client) {

  List<OwnedObject> in(List<String> namespaces) {
    List<OwnedObject> all = new ArrayList<>();
    if (namespaces.isEmpty()) {
      add(all, Optional.empty());
    } else {
      namespaces.forEach(namespace -> add(all, Optional.of(namespace)));
    }
    return all;
  }

  private void add(List<OwnedObject> all, Optional<String> namespace) {
    for (Pod pod : list("PodList", PodList::getKind, client.pods(), namespace)) {
      owned(pod, ObjectRef.Kind.POD).ifPresent(all::add);
    }
    for (ConfigMap map :
        list("ConfigMapList", ConfigMapList::getKind, client.configMaps(), namespace)) {
      if (Side.DESTINATION.label().equals(map.getMetadata().getLabels().get(Labels.SIDE))) {
        route(map).ifPresent(all::add);
        owned(map, ObjectRef.Kind.SERVICE).ifPresent(all::add);
        owned(map, ObjectRef.Kind.NETWORK_POLICY).ifPresent(all::add);
      }
      owned(map, ObjectRef.Kind.SECRET).ifPresent(all::add);
      owned(map, ObjectRef.Kind.CONFIG_MAP).ifPresent(all::add);
    }
  }

  private static <T extends HasMetadata, L extends KubernetesResourceList<T>> List<T> list(
      String kind,
      Function<L, String> kindOf,
      MixedOperation<T, L, ? extends Resource<T>> operation,
      Optional<String> namespace) {
    L found =
        namespace
            .map(
                name ->
                    operation
                        .inNamespace(name)
                        .withLabel(Labels.MANAGED_BY, Labels.MANAGED_BY_US)
                        .list())
            .orElseGet(
                () ->
                    operation
                        .inAnyNamespace()
                        .withLabel(Labels.MANAGED_BY, Labels.MANAGED_BY_US)
                        .list());
    return Answers.items(kind, kindOf, found);
  }

  /** A Route has a name of its own; the ConfigMap knows it. */
  private static Optional<OwnedObject> route(ConfigMap map) {
    return Optional.ofNullable(map.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(Labels.ROUTE))
        .flatMap(
            name ->
                owned(map, ObjectRef.Kind.ROUTE)
                    .map(
                        found ->
                            new OwnedObject(
                                new ObjectRef(
                                    found.ref().side(),
                                    ObjectRef.Kind.ROUTE,
                                    found.ref().namespace(),
                                    name),
                                found.run(),
                                found.transfer(),
                                found.created(),
                                found.expires())));
  }

  private static Optional<OwnedObject> owned(HasMetadata object, ObjectRef.Kind kind) {
    Map<String, String> labels = object.getMetadata().getLabels();
    String run = labels.get(Labels.RUN);
    String side = labels.get(Labels.SIDE);
    // Whoever writes such labels by hand is not to keep the rest from being found.
    if (run == null || side == null || !RunId.isOne(run) || !Side.isOne(side)) {
      return Optional.empty();
    }
    return Optional.of(
        new OwnedObject(
            new ObjectRef(
                Side.of(side),
                kind,
                object.getMetadata().getNamespace(),
                object.getMetadata().getName()),
            new RunId(run),
            Optional.ofNullable(labels.get(Labels.TRANSFER)).orElse(""),
            Optional.ofNullable(object.getMetadata().getCreationTimestamp())
                .flatMap(OwnedObjects::instant)
                .orElse(Instant.EPOCH),
            annotation(object, Labels.EXPIRES).flatMap(OwnedObjects::instant),
            annotation(object, Labels.OWNER),
            annotation(object, Labels.PLAN),
            object instanceof Pod pod ? pod(pod) : Optional.empty()));
  }

  private static Optional<OwnedObject.OwnedPod> pod(Pod pod) {
    Set<String> claims =
        pod.getSpec().getVolumes().stream()
            .flatMap(volume -> Optional.ofNullable(volume.getPersistentVolumeClaim()).stream())
            .map(PersistentVolumeClaimVolumeSource::getClaimName)
            .collect(Collectors.toSet());
    return PodStates.of(pod).map(state -> new OwnedObject.OwnedPod(state, claims));
  }

  private static Optional<String> annotation(HasMetadata object, String name) {
    return Optional.ofNullable(object.getMetadata().getAnnotations())
        .map(annotations -> annotations.get(name));
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
