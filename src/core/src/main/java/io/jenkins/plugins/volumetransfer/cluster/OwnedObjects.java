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
import io.jenkins.plugins.volumetransfer.manifest.ObjectNames;
import io.jenkins.plugins.volumetransfer.manifest.PlannedVolume;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.progress.Excerpt;
import io.jenkins.plugins.volumetransfer.spec.ObjectName;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what runs have made: pods, and all else by the ConfigMap that has its name, as that is made
 * first and deleted last. In the order in which it is to be deleted.
 *
 * <p>Anybody may write labels and annotations. So only what has the name that a run of these labels
 * gives it counts; no name is taken from an annotation; and no uid is told of what was not listed,
 * as only that object itself says whose it is: by its owner.
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
    pods(list("PodList", PodList::getKind, client.pods(), namespace)).forEach(all::add);
    for (ConfigMap map : configMaps(namespace)) {
      of(map, ObjectRef.Kind.CONFIG_MAP)
          .filter(OwnedObjects::hasOwnName)
          .ifPresent(
              found -> {
                goingAlong(map, found).forEach(all::add);
                all.add(found);
              });
    }
  }

  private List<ConfigMap> configMaps(Optional<String> namespace) {
    return list("ConfigMapList", ConfigMapList::getKind, client.configMaps(), namespace);
  }

  static Stream<OwnedObject> pods(List<Pod> pods) {
    return pods.stream()
        .flatMap(pod -> of(pod, ObjectRef.Kind.POD).stream())
        .filter(OwnedObjects::hasOwnName);
  }

  /** What carries our labels, but not the name that a run gives; somebody else has made it. */
  List<ObjectRef> strangers(List<String> namespaces) {
    List<ObjectRef> all = new ArrayList<>();
    List<Optional<String>> places =
        namespaces.isEmpty()
            ? List.of(Optional.empty())
            : namespaces.stream().map(Optional::of).toList();
    for (Optional<String> place : places) {
      Stream.concat(
              list("PodList", PodList::getKind, client.pods(), place).stream()
                  .map(pod -> of(pod, ObjectRef.Kind.POD)),
              configMaps(place).stream().map(map -> of(map, ObjectRef.Kind.CONFIG_MAP)))
          .flatMap(Optional::stream)
          .filter(found -> !hasOwnName(found))
          .map(OwnedObject::ref)
          .forEach(all::add);
    }
    return all;
  }

  /** What a ConfigMap of ours owns; not all of it need be there. */
  private static List<OwnedObject> goingAlong(ConfigMap map, OwnedObject found) {
    String name = found.ref().name();
    List<OwnedObject> all = new ArrayList<>();
    if (found.ref().side() == Side.DESTINATION) {
      if (annotation(map, Labels.ROUTE).isPresent()) {
        all.add(
            along(
                found,
                ObjectRef.Kind.ROUTE,
                ObjectNames.route(found.run(), found.transfer(), found.ref().namespace())));
      }
      all.add(along(found, ObjectRef.Kind.SERVICE, name));
    }
    if (annotation(map, Labels.NETWORK_POLICIES).filter(Labels.NONE::equals).isEmpty()) {
      all.add(along(found, ObjectRef.Kind.NETWORK_POLICY, name));
    }
    all.add(along(found, ObjectRef.Kind.SECRET, name));
    return all;
  }

  private static OwnedObject along(OwnedObject owner, ObjectRef.Kind kind, String name) {
    return new OwnedObject(
        new ObjectRef(owner.ref().side(), kind, owner.ref().namespace(), name),
        Optional.empty(),
        owner.run(),
        owner.transfer(),
        owner.created(),
        owner.expires());
  }

  private static boolean hasOwnName(OwnedObject object) {
    ObjectRef ref = object.ref();
    return object
        .pod()
        .map(
            pod ->
                ObjectNames.pod(object.run(), object.transfer(), ref.side(), pod.state().attempt()))
        .or(
            () ->
                Optional.of(ObjectNames.base(object.run(), object.transfer(), ref.side()))
                    .filter(name -> ref.kind() == ObjectRef.Kind.CONFIG_MAP))
        .filter(ref.name()::equals)
        .isPresent();
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

  private static Optional<OwnedObject> of(HasMetadata object, ObjectRef.Kind kind) {
    Map<String, String> labels = object.getMetadata().getLabels();
    String run = labels.get(Labels.RUN);
    String side = labels.get(Labels.SIDE);
    String transfer = Optional.ofNullable(labels.get(Labels.TRANSFER)).orElse("");
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
            Optional.ofNullable(object.getMetadata().getUid()),
            new RunId(run),
            ObjectName.isLabel(transfer) ? transfer : "",
            Optional.ofNullable(object.getMetadata().getCreationTimestamp())
                .flatMap(OwnedObjects::instant)
                .orElse(Instant.EPOCH),
            annotation(object, Labels.EXPIRES).flatMap(OwnedObjects::instant),
            annotation(object, Labels.OWNER).map(Excerpt::of),
            annotation(object, Labels.PLAN),
            object instanceof Pod pod ? pod(pod) : Optional.empty()));
  }

  private static Optional<OwnedObject.OwnedPod> pod(Pod pod) {
    Set<String> claims =
        pod.getSpec().getVolumes().stream()
            .flatMap(volume -> Optional.ofNullable(volume.getPersistentVolumeClaim()).stream())
            .map(PersistentVolumeClaimVolumeSource::getClaimName)
            .collect(Collectors.toSet());
    return PodStates.of(pod)
        .map(state -> new OwnedObject.OwnedPod(state, claims, PlannedVolume.names(pod)));
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
