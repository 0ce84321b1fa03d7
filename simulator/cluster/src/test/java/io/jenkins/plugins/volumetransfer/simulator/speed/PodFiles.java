package io.jenkins.plugins.volumetransfer.simulator.speed;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.jenkins.plugins.volumetransfer.manifest.Address;
import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import io.jenkins.plugins.volumetransfer.tls.CertificateRequest;
import io.jenkins.plugins.volumetransfer.tls.RunCertificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The two pods of a transfer as the engine would create them, by default options, put into a
 * directory: what they mount, and for each container a script {@code CONTAINER.sh} that is its
 * command with its environment. Only the root of their paths differs, as they share a machine here.
 */
final class PodFiles {
  private static final String ROOT_IN_POD = "/volume-transfer";
  private static final String RESULT_IN_POD = "/dev/termination-log";
  private static final Duration VALIDITY = Duration.ofHours(12);

  private final Manifests manifests;
  private final Path root;

  private PodFiles(Manifests manifests, Path root) {
    this.manifests = manifests;
    this.root = root;
  }

  /**
   * @param arguments the directory; gets {@code source} and {@code destination}, with one volume
   *     {@code data}
   */
  public static void main(String[] arguments) throws IOException {
    TransferSpec spec =
        TransferSpec.of(
            List.of(new VolumePair(new ClaimRef("a", "data", ""), new ClaimRef("b", "data", ""))));
    Transfer transfer = Transfer.of(spec).get(0);
    RunId run = new RunId("bench");
    RunCertificates certificates =
        RunCertificates.issue(
            new CertificateRequest(
                run.toString(),
                Manifests.clientName(run, transfer),
                Manifests.serverName(run, transfer),
                VALIDITY),
            new SecureRandom(),
            Clock.systemUTC());
    Manifests manifests =
        new Manifests(spec, run, transfer, certificates, certificates.notAfter(), "");
    PodFiles files = new PodFiles(manifests, Path.of(arguments[0]));
    files.write(Side.DESTINATION, manifests.destination());
    files.write(
        Side.SOURCE, manifests.source(new Address("127.0.0.1", Manifests.destinationPort())));
  }

  private void write(Side side, List<HasMetadata> objects) throws IOException {
    Path pod = root.resolve(side.name().toLowerCase(Locale.ROOT));
    Files.createDirectories(pod.resolve("volumes"));
    for (HasMetadata object : objects) {
      if (object instanceof ConfigMap map) {
        for (var file : map.getData().entrySet()) {
          boolean script = file.getKey().endsWith(".sh");
          write(
              pod.resolve(script ? "scripts" : "config").resolve(file.getKey()),
              script ? file.getValue() : outside(pod, file.getValue()));
        }
      } else if (object instanceof Secret secret) {
        for (var file : secret.getData().entrySet()) {
          byte[] content = Base64.getDecoder().decode(file.getValue());
          write(
              pod.resolve("certificates").resolve(file.getKey()),
              new String(content, StandardCharsets.UTF_8));
        }
      }
    }
    for (Container container : manifests.pod(side, 1).getSpec().getContainers()) {
      write(pod.resolve(container.getName() + ".sh"), command(pod, container));
    }
  }

  private static String command(Path pod, Container container) {
    Stream<String> environment = container.getEnv().stream().map(PodFiles::assignment);
    return Stream.of(
                Stream.of("exec", "env", "--ignore-environment", "PATH=\"$PATH\""),
                environment,
                container.getCommand().stream().map(PodFiles::quoted))
            .flatMap(part -> part)
            .map(word -> outside(pod, word))
            .collect(Collectors.joining(" "))
        + "\n";
  }

  /** The one variable without a value is the pod's address. */
  private static String assignment(EnvVar variable) {
    return variable.getName()
        + "="
        + quoted(variable.getValue() == null ? "127.0.0.1" : variable.getValue());
  }

  private static String quoted(String word) {
    return "'" + word + "'";
  }

  private static String outside(Path pod, String text) {
    return text.replace(RESULT_IN_POD, pod.resolve("result").toString())
        .replace(ROOT_IN_POD, pod.toString());
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
