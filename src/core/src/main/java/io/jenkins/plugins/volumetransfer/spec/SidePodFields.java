package io.jenkins.plugins.volumetransfer.spec;

import io.fabric8.kubernetes.api.model.Affinity;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.SELinuxOptions;
import io.fabric8.kubernetes.api.model.Toleration;
import io.jenkins.plugins.volumetransfer.spec.SpecField.Face;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of {@code pods}, which a side may have of its own. */
final class SidePodFields {
  private static final FieldSection CONTAINER = new FieldSection("Container:");

  static final SpecField<Map<String, String>> REQUESTS =
      CONTAINER.add(
          SpecField.of(
                  "requests",
                  new FieldType.TextMap("RESOURCE", "QUANTITY", SidePodFields::quantity),
                  "Requests",
                  "What the container asks for, such as `cpu=100m`.")
              .otherwise("none"));
  static final SpecField<Map<String, String>> LIMITS =
      CONTAINER.add(
          SpecField.of(
                  "limits",
                  new FieldType.TextMap("RESOURCE", "QUANTITY", SidePodFields::quantity),
                  "Limits",
                  "What the container gets at most, such as `memory=256Mi`.")
              .otherwise("none"));

  private static final FieldSection CONTAINERS = new FieldSection("Containers:");

  static final SpecField<Optional<Fields>> RSYNC =
      CONTAINERS.add(
          SpecField.of(
              "rsync",
              new FieldType.Mapping(CONTAINER),
              "Resources of the rsync containers",
              "Of the rsync containers; with the topology SINGLE of the only one."));
  static final SpecField<Optional<Fields>> STUNNEL =
      CONTAINERS.add(
          SpecField.of(
              "stunnel",
              new FieldType.Mapping(CONTAINER),
              "Resources of the stunnel containers",
              "Of the stunnel containers."));

  static final SpecField<Map<String, String>> LABELS =
      SpecField.of(
              "labels",
              new FieldType.TextMap("NAME", "VALUE", ObjectLabels::notOurs, ObjectLabels::value),
              "Labels",
              "More labels of the pods.")
          .otherwise("none");
  static final SpecField<Map<String, String>> ANNOTATIONS =
      SpecField.of(
              "annotations",
              new FieldType.TextMap("NAME", "VALUE", ObjectLabels::annotation, TextRule.ANY),
              "Annotations",
              "More annotations of the pods, such as `sidecar.istio.io/inject=false`.")
          .otherwise("none");
  static final SpecField<Map<String, String>> NODE_SELECTOR =
      SpecField.of(
              "nodeSelector",
              new FieldType.TextMap("NAME", "VALUE", ObjectLabels::name, ObjectLabels::value),
              "Labels of the nodes",
              "Only nodes with these labels, such as `disktype=ssd`.")
          .more("Where a claim in use keeps a pod to its node, that node must have them too.")
          .otherwise("any node");
  static final SpecField<List<Toleration>> TOLERATIONS =
      SpecField.of(
              "tolerations",
              new FieldType.KubernetesObjects<>(() -> Toleration.class),
              "Tolerations",
              "Taints of nodes that the pods bear, as Kubernetes writes them.")
          .otherwise("none");
  static final SpecField<Optional<Affinity>> AFFINITY =
      SpecField.of(
              "affinity",
              new FieldType.KubernetesObject<>(() -> Affinity.class),
              "Affinity",
              "Which nodes, and beside which pods, as Kubernetes writes it.")
          .more("Where a claim in use keeps a pod to its node, both must hold.")
          .otherwise("none");
  static final SpecField<Optional<String>> PRIORITY_CLASS_NAME =
      name("priorityClassName", "Priority class", "Priority class of the pods.")
          .otherwise("that of the cluster");
  static final SpecField<List<String>> IMAGE_PULL_SECRETS =
      SpecField.of(
              "imagePullSecrets",
              new FieldType.Texts("NAME", SidePodFields::subdomain),
              "Secrets to pull images",
              "Secrets to pull the images with, in the pods' namespace.")
          .otherwise("those of the service account");
  static final SpecField<Optional<String>> SERVICE_ACCOUNT_NAME =
      name(
              "serviceAccountName",
              "Service account",
              "Service account of the pods, as admission asks for it.")
          .more("Its token is not mounted.")
          .otherwise("default");
  static final SpecField<Optional<String>> RUNTIME_CLASS_NAME =
      name("runtimeClassName", "Runtime class", "Runtime class of the pods.")
          .otherwise("that of the cluster");
  static final SpecField<List<Long>> SUPPLEMENTAL_GROUPS =
      SpecField.of(
              "supplementalGroups",
              new FieldType.Numbers("GID", 0, PodIds.MAX),
              "More groups",
              "More groups of the pods' user.")
          .otherwise("none");
  static final SpecField<Optional<SELinuxOptions>> SE_LINUX_OPTIONS =
      SpecField.of(
              "seLinuxOptions",
              new FieldType.KubernetesObject<>(() -> SELinuxOptions.class),
              "SELinux options",
              "SELinux context of the containers: level, role, type, user.")
          .otherwise("as the cluster gives it");
  static final SpecField<Optional<String>> IMAGE =
      SpecField.of(
              "image",
              new FieldType.Text("IMAGE", SidePodFields::image),
              "Image",
              "Image of the pods, with rsync, stunnel, nc and bash.")
          .more("Build it by images/transfer; no registry has it.")
          .otherwise("`" + PodOptions.DEFAULT_IMAGE + "`");
  static final SpecField<Optional<String>> STUNNEL_IMAGE =
      SpecField.of(
              "stunnelImage",
              new FieldType.Text("IMAGE", SidePodFields::image),
              "Image of the stunnel containers",
              "Image of the stunnel containers; not with the topology SINGLE.")
          .otherwise("that of the pods");
  static final SpecField<Optional<Fields>> RESOURCES =
      SpecField.of(
              "resources",
              new FieldType.Mapping(CONTAINERS),
              "Resources",
              "What the containers of the transfer pods ask for.")
          .chapter("resources");

  /** The fields that are there without {@code pods} too, from before there was that. */
  static final List<SpecField<?>> ALSO_ABOVE = List.of(IMAGE, STUNNEL_IMAGE, RESOURCES);

  /** Of both sides. */
  static final FieldSection BOTH = section();

  /** Of one side. */
  static final FieldSection ONE = section();

  static {
    for (SpecField<?> field : ALSO_ABOVE) {
      ONE.add(field);
      SpecField<?> also = field;
      for (Face face : Face.values()) {
        also = also.notOn(face, "`" + field.name() + "` is the same");
      }
      BOTH.add(also);
    }
  }

  private SidePodFields() {}

  private static FieldSection section() {
    FieldSection section = new FieldSection("Pods:");
    List.of(
            LABELS,
            ANNOTATIONS,
            NODE_SELECTOR,
            TOLERATIONS,
            AFFINITY,
            PRIORITY_CLASS_NAME,
            IMAGE_PULL_SECRETS,
            SERVICE_ACCOUNT_NAME,
            RUNTIME_CLASS_NAME,
            SUPPLEMENTAL_GROUPS,
            SE_LINUX_OPTIONS)
        .forEach(section::add);
    return section;
  }

  private static SpecField<Optional<String>> name(String name, String title, String sentence) {
    return SpecField.of(
        name, new FieldType.Text("NAME", SidePodFields::subdomain), title, sentence);
  }

  private static void subdomain(String path, String name) {
    if (!ObjectName.isSubdomain(name)) {
      throw new SpecException(
          path, "\"" + name + "\" can't be a name (lower-case letters, digits, `-` and `.`)");
    }
  }

  private static void image(String path, String image) {
    if (image.isBlank() || image.chars().anyMatch(Character::isWhitespace)) {
      throw new SpecException(path, "is \"" + image + "\"; write an image reference");
    }
  }

  private static void quantity(String path, String amount) {
    try {
      Quantity.getAmountInBytes(Quantity.parse(amount));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new SpecException(
          path, "is \"" + amount + "\"; write a Kubernetes quantity, such as 500m or 256Mi");
    }
  }
}
