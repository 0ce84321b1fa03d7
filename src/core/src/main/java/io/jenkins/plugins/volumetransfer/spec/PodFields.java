package io.jenkins.plugins.volumetransfer.spec;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The fields about transfer pods. */
final class PodFields {
  private static final FieldSection CONTAINER = new FieldSection("Container:");

  static final SpecField<Map<String, String>> REQUESTS =
      CONTAINER.add(
          SpecField.of(
                  "requests",
                  new FieldType.TextMap("RESOURCE", "QUANTITY", PodFields::quantity),
                  "Requests",
                  "What the container asks for, such as `cpu=100m`.")
              .otherwise("none"));
  static final SpecField<Map<String, String>> LIMITS =
      CONTAINER.add(
          SpecField.of(
                  "limits",
                  new FieldType.TextMap("RESOURCE", "QUANTITY", PodFields::quantity),
                  "Limits",
                  "What the container gets at most, such as `memory=256Mi`.")
              .otherwise("none"));

  private static final FieldSection CONTAINERS = new FieldSection("Containers:");

  static final SpecField<Optional<Fields>> RSYNC =
      CONTAINERS.add(
          SpecField.of(
              "rsync",
              new FieldType.Mapping(CONTAINER),
              "rsync",
              "Of the rsync containers; with the topology SINGLE of the only one."));
  static final SpecField<Optional<Fields>> STUNNEL =
      CONTAINERS.add(
          SpecField.of(
              "stunnel",
              new FieldType.Mapping(CONTAINER),
              "stunnel",
              "Of the stunnel containers."));

  static final FieldSection SECTION = new FieldSection("Transfer pods:");

  static final SpecField<Topology> TOPOLOGY =
      SECTION.add(
          SpecField.of(
              "topology",
              new FieldType.Choice<>(PodOptions.DEFAULT.topology()),
              "Containers",
              "SEPARATE: rsync and stunnel in a container each. SINGLE: both in one. SIDECAR: stunnel"
                  + " as a native sidecar (Kubernetes 1.29 and up)."));
  static final SpecField<PodPer> POD_PER =
      SECTION.add(
          SpecField.of(
              "podPer",
              new FieldType.Choice<>(PodOptions.DEFAULT.podPer()),
              "Pods",
              "CLAIM: a pair of pods for each claim. NAMESPACE: one for up to 60 claims between two"
                  + " namespaces."));
  static final SpecField<Boolean> NON_ROOT =
      SECTION.add(
          SpecField.of(
                  "nonRoot",
                  new FieldType.Flag(false),
                  "Without root",
                  "Run the pods as the restricted Pod Security Standard wants it: owners and devices"
                      + " are not kept.")
              .more("What their user can't read fails the transfer.")
              .chapter("without-root"));
  static final SpecField<OptionalLong> RUN_AS_USER =
      SECTION.add(
          SpecField.of(
                  "runAsUser",
                  new FieldType.Number(0, PodIds.MAX, OptionalLong.empty()),
                  "User of the pods",
                  "User of the pods, with {nonRoot}.")
              .otherwise("65532"));
  static final SpecField<OptionalLong> RUN_AS_GROUP =
      SECTION.add(
          SpecField.of(
                  "runAsGroup",
                  new FieldType.Number(0, PodIds.MAX, OptionalLong.empty()),
                  "Group of the pods",
                  "Group of the pods, with {nonRoot}.")
              .otherwise("their user"));
  static final SpecField<OptionalLong> FS_GROUP =
      SECTION.add(
          SpecField.of(
                  "fsGroup",
                  new FieldType.Number(0, PodIds.MAX, OptionalLong.empty()),
                  "Group of the destination volumes",
                  "The kubelet gives what is in the destination volume to this group, if the volume"
                      + " supports that.")
              .otherwise("with `nonRoot` the pods' group, else none"));
  static final SpecField<Boolean> NETWORK_POLICIES =
      SECTION.add(
          SpecField.of(
                  "networkPolicies",
                  new FieldType.Flag(true),
                  "Make NetworkPolicies for the pods",
                  "NetworkPolicies let the source pod reach only the destination and DNS, and the"
                      + " destination pod only be reached by the tunnel.")
              .more("Switch them off where the cluster's network makes trouble with them.")
              .chapter("network-policies"));
  static final SpecField<Optional<String>> IMAGE =
      SECTION.add(
          SpecField.of(
                  "image",
                  new FieldType.Text("IMAGE", PodFields::image),
                  "Image",
                  "Image of the pods, with rsync, stunnel, nc and bash.")
              .more("Build it by images/transfer; no registry has it.")
              .otherwise("`" + PodOptions.DEFAULT_IMAGE + "`"));
  static final SpecField<Optional<String>> STUNNEL_IMAGE =
      SECTION.add(
          SpecField.of(
                  "stunnelImage",
                  new FieldType.Text("IMAGE", PodFields::image),
                  "Image of the stunnel containers",
                  "Image of the stunnel containers; not with the topology SINGLE.")
              .otherwise("that of the pods"));
  static final SpecField<Optional<Fields>> RESOURCES =
      SECTION.add(
          SpecField.of(
                  "resources",
                  new FieldType.Mapping(CONTAINERS),
                  "Resources",
                  "What the containers of the transfer pods ask for.")
              .chapter("resources"));

  private PodFields() {}

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
