package io.jenkins.plugins.volumetransfer.spec;

import java.util.Optional;
import java.util.OptionalLong;

/** The fields about transfer pods. */
final class PodFields {
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
  static final SpecField<KeepPods> KEEP_PODS =
      SECTION.add(
          SpecField.of(
                  "keepPods",
                  new FieldType.Choice<>(PodOptions.DEFAULT.keepPods()),
                  "Pods to look at",
                  "ON_FAILURE: leave the pods of a failed transfer in which rsync has ended.")
              .more("The result names them, and what removes them."));
  static final SpecField<Optional<Fields>> PODS =
      SECTION.add(
          SpecField.of(
                  "pods",
                  new FieldType.Mapping(SidePodFields.BOTH),
                  "Labels, places and rights of the pods",
                  "What the pods of both sides get besides, in Kubernetes' own words.")
              .chapter("pods"));

  static {
    SidePodFields.ALSO_ABOVE.forEach(SECTION::add);
  }

  private PodFields() {}
}
