package io.jenkins.plugins.volumetransfer.spec;

import io.jenkins.plugins.volumetransfer.spec.SpecField.Face;
import java.util.List;
import java.util.Optional;

/** The fields of {@code source} and {@code destination}. */
final class SideFields {
  private static final String CREDENTIALS = "a step names credentials of Jenkins";

  static final SpecField<Optional<String>> NAMESPACE =
      SpecField.of(
          "namespace",
          new FieldType.Text("NAMESPACE", SpecReader::label),
          "Namespace",
          "Namespace of each claim that names none.");
  static final SpecField<Optional<String>> KUBECONFIG =
      SpecField.of(
              "kubeconfig",
              new FieldType.Text("FILE", TextRule.ANY),
              "Kubeconfig",
              "Path of a kubeconfig.")
          .otherwise("as kubectl")
          .notOn(Face.JENKINS, CREDENTIALS)
          .notOn(Face.TEKTON, "it is a workspace");
  static final SpecField<Optional<String>> CONTEXT =
      SpecField.of(
              "context",
              new FieldType.Text("NAME", TextRule.ANY),
              "Context of the kubeconfig",
              "Context of the kubeconfig.")
          .otherwise("the current one");
  static final SpecField<Boolean> IN_CLUSTER =
      SpecField.of(
              "inCluster",
              new FieldType.Flag(false),
              "Use the service account of Jenkins' own pod",
              "Use the service account of the pod that this runs in.")
          .more("Goes with neither kubeconfig nor context.")
          .notOn(Face.TEKTON, "a Task without a kubeconfig does so");

  static final SpecField<Endpoint.Kind> ENDPOINT =
      SpecField.of(
              "endpoint",
              new FieldType.Choice<>(Endpoint.Kind.AUTO),
              "Endpoint",
              "How the source reaches the destination. AUTO says what it chose.")
          .chapter("endpoint")
          .flags("--endpoint");
  static final SpecField<Optional<String>> ADDRESS =
      SpecField.of(
              "address",
              new FieldType.Text("HOST:PORT", TextRule.ANY),
              "Address",
              "Where the source reaches the destination's stunnel, in place of {destination.endpoint}. With the"
                  + " endpoint NODE_PORT: the HOST of a node, without a port.")
          .more("IPv6: [ADDRESS]:PORT.")
          .flags("--address");

  static final SpecField<Optional<Fields>> PODS =
      SpecField.of(
              "pods",
              new FieldType.Mapping(SidePodFields.ONE),
              "Pods of this side",
              "The same as `pods`, above which it stands, for this side alone.")
          .chapter("pods")
          .notOn(Face.TEKTON, "two dozen params a side for what few need; a spec has it");

  static final FieldSection SOURCE = side("Source:");
  static final FieldSection DESTINATION = side("Destination:");

  static {
    DESTINATION.add(ENDPOINT);
    DESTINATION.add(ADDRESS);
  }

  private SideFields() {}

  private static FieldSection side(String heading) {
    FieldSection side = new FieldSection(heading);
    List.of(NAMESPACE, KUBECONFIG, CONTEXT, IN_CLUSTER, PODS).forEach(side::add);
    return side;
  }
}
