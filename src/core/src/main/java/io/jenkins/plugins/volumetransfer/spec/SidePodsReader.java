package io.jenkins.plugins.volumetransfer.spec;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The pods of one side: its own fields stand above {@code pods}, and those above the rest. */
final class SidePodsReader {
  private SidePodsReader() {}

  /**
   * @param side fields of source or destination
   * @throws SpecException with the field as it was written, before anything is laid over it
   */
  static SidePods read(Fields root, Optional<Fields> side) {
    Optional<Fields> both = root.read(PodFields.PODS);
    Optional<Fields> own = side.flatMap(fields -> fields.read(SideFields.PODS));
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    for (SpecField<?> field : SidePodFields.ALSO_ABOVE) {
      root.any(field.name()).ifPresent(value -> tree.set(field.name(), value));
    }
    Fields above = Fields.of("", tree);
    of(above);
    both.ifPresent(SidePodsReader::of);
    both.ifPresent(pods -> refuseTwoAnswers(above, pods));
    own.ifPresent(SidePodsReader::of);
    return of(Fields.layered("pods", List.of(Optional.of(above), both, own)));
  }

  private static void refuseTwoAnswers(Fields above, Fields pods) {
    for (SpecField<?> field : SidePodFields.ALSO_ABOVE) {
      String name = field.name();
      if (above.has(name) && pods.has(name) && !value(above, field).equals(value(pods, field))) {
        throw pods.wrong(
            name, "differs from `" + name + "`, which is the same field; write one or the other");
      }
    }
  }

  private static Object value(Fields fields, SpecField<?> field) {
    return field == SidePodFields.RESOURCES ? resources(fields) : fields.read(field);
  }

  private static SidePods of(Fields fields) {
    List<ContainerResources> resources = resources(fields);
    String image = fields.read(SidePodFields.IMAGE).orElse(PodOptions.DEFAULT_IMAGE);
    SidePods pods =
        new SidePods(
            image,
            fields.read(SidePodFields.STUNNEL_IMAGE).orElse(image),
            resources.get(0),
            resources.get(1),
            overrides(fields));
    fields.refuseOthers();
    return pods;
  }

  private static PodOverrides overrides(Fields fields) {
    PodOverrides overrides =
        new PodOverrides(
            fields.read(SidePodFields.LABELS),
            fields.read(SidePodFields.ANNOTATIONS),
            fields.read(SidePodFields.NODE_SELECTOR),
            fields.read(SidePodFields.TOLERATIONS),
            fields.read(SidePodFields.AFFINITY),
            fields.read(SidePodFields.PRIORITY_CLASS_NAME),
            fields.read(SidePodFields.IMAGE_PULL_SECRETS),
            fields.read(SidePodFields.SERVICE_ACCOUNT_NAME),
            fields.read(SidePodFields.RUNTIME_CLASS_NAME),
            fields.read(SidePodFields.SUPPLEMENTAL_GROUPS),
            fields.read(SidePodFields.SE_LINUX_OPTIONS));
    ObjectLabels.annotations(
        fields.path(SidePodFields.ANNOTATIONS.name()), overrides.annotations());
    return overrides;
  }

  /** Of rsync, and of stunnel. */
  private static List<ContainerResources> resources(Fields fields) {
    Optional<Fields> resources = fields.read(SidePodFields.RESOURCES);
    List<ContainerResources> each =
        Stream.of(SidePodFields.RSYNC, SidePodFields.STUNNEL)
            .map(
                container ->
                    resources
                        .flatMap(written -> written.read(container))
                        .map(SidePodsReader::container)
                        .orElse(ContainerResources.NONE))
            .toList();
    resources.ifPresent(Fields::refuseOthers);
    return each;
  }

  private static ContainerResources container(Fields container) {
    ContainerResources resources =
        new ContainerResources(
            container.read(SidePodFields.REQUESTS), container.read(SidePodFields.LIMITS));
    container.refuseOthers();
    return resources;
  }
}
