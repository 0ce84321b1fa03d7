package io.jenkins.plugins.volumetransfer.kubeconfig;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.volumetransfer.spec.Fields;
import io.jenkins.plugins.volumetransfer.spec.SpecException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code users[].user.exec}: a program that logs in, and prints an ExecCredential
 * (client.authentication.k8s.io). It is run when there is something to ask the server, again when
 * what it gave has expired or the server takes it no more, and never twice at once.
 */
final class ExecPlugin implements Credentials {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String GROUP = "client.authentication.k8s.io/";
  private static final Set<String> VERSIONS = Set.of(GROUP + "v1", GROUP + "v1beta1");
  private static final String INFO = "KUBERNETES_EXEC_INFO";

  /** Whoever failed is not asked at once again: the client repeats its requests by itself. */
  private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(10);

  /** So that what is shown does not expire on its way. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private record Login(Shown shown, Optional<Instant> until) {}

  private record Failed(AccessException why, Instant at) {}

  private final String label;
  private final String field;
  private final String apiVersion;
  private final ExecProgram program;
  private final Clock clock;
  private Optional<Login> login = Optional.empty();
  private Optional<Failed> failed = Optional.empty();

  private ExecPlugin(
      String label, String field, String apiVersion, ExecProgram program, Clock clock) {
    this.label = label;
    this.field = field;
    this.apiVersion = apiVersion;
    this.program = program;
    this.clock = clock;
  }

  static ExecPlugin read(
      KubeconfigFile file, Fields exec, ClusterEntry cluster, Surroundings around) {
    String version = required(exec, "apiVersion", "write " + GROUP + "v1, if the program knows it");
    if (!VERSIONS.contains(version)) {
      throw exec.wrong(
          "apiVersion",
          "is no version that is known; write " + GROUP + "v1 or v1beta1, as the program knows it");
    }
    String command = required(exec, "command", "write the program that logs in");
    if (command.contains("/")) {
      command = file.resolve(exec.path("command"), command).toString();
    }
    List<String> line = new ArrayList<>(List.of(command));
    line.addAll(exec.texts("args"));
    boolean interactive = interactive(exec, version, around.terminal());
    Map<String, String> variables = new HashMap<>(around.variables());
    for (Fields variable : exec.mappings("env")) {
      String name = required(variable, "name", "write the name of the variable");
      variables.put(name, variable.text("value").orElse(""));
      variable.refuseOthers();
    }
    boolean told = exec.flag("provideClusterInfo", false);
    variables.put(INFO, info(version, interactive, told ? Optional.of(cluster) : Optional.empty()));
    Optional<String> hint = Texts.of(exec, "installHint");
    exec.refuseOthers();
    for (String text : line) {
      refuseNul(exec.path("args"), text);
    }
    variables.values().forEach(text -> refuseNul(exec.path("env"), text));
    variables.keySet().forEach(text -> refuseNul(exec.path("env"), text));
    return new ExecPlugin(
        file.label(),
        exec.path("command"),
        version,
        new ExecProgram(line, variables, interactive, hint),
        around.clock());
  }

  private static void refuseNul(String field, String text) {
    if (text.indexOf('\0') >= 0) {
      throw new SpecException(field, "has a NUL character, which no program can be given");
    }
  }

  private static String required(Fields fields, String name, String instead) {
    return Texts.of(fields, name).orElseThrow(() -> fields.wrong(name, "is missing; " + instead));
  }

  private static boolean interactive(Fields exec, String version, boolean terminal) {
    String field = exec.path("interactiveMode");
    Optional<String> mode = Texts.of(exec, "interactiveMode");
    if (mode.isEmpty() && version.equals(GROUP + "v1")) {
      throw new SpecException(
          field, "is missing, but v1 asks for it; write IfAvailable, Never or Always");
    }
    return switch (mode.orElse("IfAvailable")) {
      case "Never" -> false;
      case "IfAvailable" -> terminal;
      case "Always" -> {
        if (!terminal) {
          throw new SpecException(
              field,
              "is Always, but there is no terminal to ask at; log in beforehand, or use another"
                  + " user");
        }
        yield true;
      }
      default -> throw new SpecException(field, "is none; write IfAvailable, Never or Always");
    };
  }

  private static String info(String version, boolean interactive, Optional<ClusterEntry> cluster) {
    Map<String, Object> spec = new LinkedHashMap<>();
    cluster.ifPresent(one -> spec.put("cluster", one.toldToPlugins()));
    spec.put("interactive", interactive);
    try {
      return JSON.writeValueAsString(
          Map.of("apiVersion", version, "kind", "ExecCredential", "spec", spec));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts can be written", e);
    }
  }

  @Override
  public synchronized Shown current() {
    if (login.filter(this::lasts).isEmpty()) {
      logIn();
    }
    return login.orElseThrow().shown();
  }

  @Override
  public synchronized boolean renew(Shown refused) {
    if (login.filter(one -> one.shown() != refused).isEmpty()) {
      logIn();
    }
    return !current().equals(refused);
  }

  @Override
  public boolean certificateChanges() {
    return true;
  }

  private boolean lasts(Login one) {
    return one.until().isEmpty() || clock.instant().plus(MARGIN).isBefore(one.until().get());
  }

  private void logIn() {
    Optional<Failed> lately =
        failed.filter(one -> clock.instant().isBefore(one.at().plus(REST_AFTER_FAILURE)));
    if (lately.isPresent()) {
      throw lately.get().why();
    }
    try {
      login = Optional.of(read(program.run()));
      failed = Optional.empty();
    } catch (SpecException | ExecProgram.FailedException e) {
      AccessException why =
          new AccessException(label + ": " + field + ": " + program + " " + e.getMessage());
      failed = Optional.of(new Failed(why, clock.instant()));
      throw why;
    }
  }

  private Login read(String printed) {
    Fields all;
    try {
      all =
          Fields.of(
              "",
              KubeconfigFile.document(printed)
                  .filter(document -> document.isObject())
                  .orElseThrow(() -> new SpecException("", "")),
              Fields.Values.SECRET);
    } catch (SpecException e) {
      throw new SpecException("", "printed no ExecCredential in JSON" + program.said());
    }
    String kind = Texts.of(all, "kind").orElse("");
    String version = Texts.of(all, "apiVersion").orElse("");
    if (!kind.equals("ExecCredential") || !version.equals(apiVersion)) {
      throw new SpecException(
          "",
          "printed no ExecCredential of %s%s; set apiVersion to what it prints"
              .formatted(apiVersion, VERSIONS.contains(version) ? ", but of " + version : ""));
    }
    Fields status =
        all.mapping("status")
            .orElseThrow(
                () ->
                    new SpecException(
                        "", "printed an ExecCredential without a status" + program.said()));
    Optional<String> token = Texts.of(status, "token");
    Optional<String> certificate = Texts.of(status, "clientCertificateData");
    Optional<String> key = Texts.of(status, "clientKeyData");
    if (token.isEmpty() && certificate.isEmpty() || certificate.isPresent() != key.isPresent()) {
      throw new SpecException(
          "", "printed neither a token nor a client certificate with its key" + program.said());
    }
    return new Login(
        new Shown(
            token.map(text -> Authorization.bearer("status.token", text)),
            certificate.map(
                pem ->
                    ClientIdentity.read(
                        new ClientIdentity.Field(
                            "status.clientCertificateData", "status.clientKeyData"),
                        pem.getBytes(StandardCharsets.UTF_8),
                        key.orElseThrow().getBytes(StandardCharsets.UTF_8)))),
        Texts.of(status, "expirationTimestamp").map(ExecPlugin::moment));
  }

  private static Instant moment(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new SpecException("status.expirationTimestamp", "is no moment of RFC 3339");
    }
  }
}
