package io.jenkins.plugins.volumetransfer.jenkins.credentials;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How a Pipeline says to reach a cluster: by names of credentials only. */
public sealed interface CredentialAccess {
  /** The fields of a side that say it. */
  List<String> FIELDS = List.of("kubeconfigId", "credentialsId", "serverUrl", "caCertificate");

  /** What to write where nothing was. */
  String HINT = "write the id of a secret file with a kubeconfig, or inCluster: true";

  /** A secret file with a kubeconfig. */
  record Kubeconfig(String id, Optional<String> context) implements CredentialAccess {
    @Override
    public String text() {
      return "credential " + id + context.map(name -> ", context " + name).orElse("");
    }

    @Override
    public String arguments() {
      return "kubeconfigId: "
          + quoted(id)
          + context.map(name -> ", context: " + quoted(name)).orElse("");
    }
  }

  /**
   * A token, user and password, or client certificate.
   *
   * @param caCertificate PEM; empty: what Java trusts
   */
  record Server(String url, String id, String caCertificate) implements CredentialAccess {
    @Override
    public String text() {
      return "credential " + id + " at " + url;
    }

    /** Without the text of the certificate, which is long. */
    @Override
    public String arguments() {
      return "credentialsId: %s, serverUrl: %s%s"
          .formatted(
              quoted(id), quoted(url), caCertificate.isEmpty() ? "" : ", caCertificate: ...");
    }
  }

  /** The service account of the pod that Jenkins runs in. */
  record InCluster() implements CredentialAccess {
    @Override
    public String text() {
      return "the service account of Jenkins";
    }

    @Override
    public String arguments() {
      return "inCluster: true";
    }
  }

  /** For people; no secret. */
  String text();

  /** The same as a Pipeline writes it to a step. */
  String arguments();

  /**
   * What a side of the spec says of it.
   *
   * @param side {@code source} or {@code destination}; empty: the fields stand for themselves
   * @return empty: it says nothing
   * @throws SpecException if it is no whole
   */
  static Optional<CredentialAccess> read(String side, ObjectNode fields) {
    List<String> given = new ArrayList<>();
    for (String name : List.of("kubeconfigId", "credentialsId", "inCluster")) {
      if (fields.hasNonNull(name) && (!name.equals("inCluster") || fields.get(name).asBoolean())) {
        given.add(name);
      }
    }
    if (fields.hasNonNull("kubeconfig")) {
      throw new SpecException(
          path(side) + "kubeconfig",
          "is a file of the controller, which no build may read; write kubeconfigId, the id of a"
              + " secret file");
    }
    if (given.size() > 1) {
      throw new SpecException(
          path(side) + given.get(1), "does not go with " + given.get(0) + "; write one of them");
    }
    refuseStrangers(side, fields, given.stream().findFirst());
    Optional<String> url = text(side, fields, "serverUrl");
    if (given.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        switch (given.get(0)) {
          case "kubeconfigId" ->
              new Kubeconfig(
                  text(side, fields, "kubeconfigId").orElseThrow(), text(side, fields, "context"));
          case "credentialsId" ->
              new Server(
                  ServerUrl.checked(
                      path(side) + "serverUrl",
                      url.orElseThrow(
                          () ->
                              new SpecException(
                                  path(side) + "serverUrl",
                                  "is missing; write the URL of the API server, or kubeconfigId in"
                                      + " the place of credentialsId"))),
                  text(side, fields, "credentialsId").orElseThrow(),
                  text(side, fields, "caCertificate").orElse(""));
          default -> new InCluster();
        });
  }

  /** What would be passed over without a word: a server that is not asked, for instance. */
  private static void refuseStrangers(String side, ObjectNode fields, Optional<String> access) {
    for (String name : List.of("context", "serverUrl", "caCertificate")) {
      String companion = name.equals("context") ? "kubeconfigId" : "credentialsId";
      if (fields.hasNonNull(name) && !access.equals(Optional.of(companion))) {
        throw new SpecException(
            path(side) + name,
            access
                .map(other -> "does not go with " + other + ", only with " + companion)
                .orElse("needs " + companion + " beside it"));
      }
    }
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  private static String path(String side) {
    return side.isEmpty() ? "" : side + ".";
  }

  private static Optional<String> text(String side, ObjectNode fields, String name) {
    if (!fields.hasNonNull(name)) {
      return Optional.empty();
    }
    if (!fields.get(name).isTextual()) {
      throw new SpecException(path(side) + name, "is " + fields.get(name) + ", not a text");
    }
    return Optional.of(fields.get(name).textValue());
  }
}
