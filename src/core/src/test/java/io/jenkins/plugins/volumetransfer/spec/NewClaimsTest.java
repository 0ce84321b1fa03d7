package io.jenkins.plugins.volumetransfer.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Goal: what claims get that are made is read for all and for each, and refused if they can't. */
@DisplayName("The field newClaims")
class NewClaimsTest {
  @Test
  @DisplayName("is of all, and a volume's own stands above it, key by key")
  void read() {
    ClaimOptions claims =
        SpecReader.read(
                """
                source: {namespace: a}
                destination: {namespace: b}
                create: true
                newClaims:
                  size: 20Gi
                  accessModes: [ReadWriteOnce, ReadOnlyMany]
                  volumeMode: Filesystem
                  labels: {app: web, tier: db}
                  annotations: {example.org/owner: 'the team'}
                volumes:
                  - from: x
                  - from: y
                    toPath: sub
                    newClaim: {size: 1.5Ti, accessModes: [ReadWriteMany], labels: {tier: cache}}
                """)
            .claims();
    NewClaimOptions all =
        new NewClaimOptions(
            Optional.of(new Quantity("20Gi")),
            List.of("ReadWriteOnce", "ReadOnlyMany"),
            Optional.of("Filesystem"),
            Map.of("app", "web", "tier", "db"),
            Map.of("example.org/owner", "the team"));

    assertThat(claims.newClaim(new ClaimRef("b", "x", ""))).isEqualTo(all);
    assertThat(claims.newClaim(new ClaimRef("b", "found-later", ""))).isEqualTo(all);
    assertThat(claims.newClaim(new ClaimRef("b", "y", "sub")))
        .isEqualTo(
            new NewClaimOptions(
                Optional.of(new Quantity("1.5Ti")),
                List.of("ReadWriteMany"),
                all.volumeMode(),
                Map.of("app", "web", "tier", "cache"),
                all.annotations()));
  }

  @Test
  @DisplayName("asks for nothing where nothing is written")
  void nothing() {
    assertThat(
            SpecReader.read("{create: true, newClaims: {}, volumes: [{from: a/b, to: c/d}]}")
                .claims())
        .isEqualTo(new ClaimOptions(false, true, Optional.empty(), Map.of()));
  }

  static Stream<Arguments> errors() {
    String modes = "ReadWriteOnce, ReadWriteMany, ReadOnlyMany, ReadWriteOncePod";
    String quantity = "; write a Kubernetes quantity above 0, such as 20Gi";
    return Stream.of(
        arguments("sise: 1Gi", "sise: is not a field; did you mean `size`?"),
        arguments("size: large", "size: is \"large\"" + quantity),
        arguments("size: 0Gi", "size: is \"0Gi\"" + quantity),
        arguments("size: -1Gi", "size: is \"-1Gi\"" + quantity),
        arguments("size: 20", "size: is 20, not a text; write it as \"20\""),
        arguments(
            "accessModes: ReadWriteOnce", "accessModes: is \"ReadWriteOnce\", not a list of texts"),
        arguments("accessModes: [RWO]", "accessModes[0]: is \"RWO\"; write one of " + modes),
        arguments(
            "accessModes: [ReadOnlyMany]",
            "accessModes: lets nobody write the claim; write ReadWriteOnce or ReadWriteMany"),
        arguments(
            "accessModes: [ReadWriteOncePod, ReadWriteOnce]",
            "accessModes: ReadWriteOncePod goes with no other mode; write it alone"),
        arguments(
            "volumeMode: Block",
            "volumeMode: is \"Block\"; write Filesystem, as only file systems can be copied"),
        arguments(
            "labels: {app.kubernetes.io/managed-by: x}",
            "labels.app.kubernetes.io/managed-by: is set by Volume Transfer, which finds its"
                + " objects by it; leave it out"),
        arguments(
            "annotations: {pv.kubernetes.io/bind-completed: 'yes'}",
            "annotations.pv.kubernetes.io/bind-completed: is Kubernetes' own, which writes it when"
                + " it finds a volume; leave it out"),
        arguments(
            "labels: {a: b c}",
            "labels.a: is \"b c\"; write up to 63 letters, digits, `-`,"
                + " `_` and `.`, beginning and ending with a letter or digit"));
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("is refused with its path where it is written, of all or of one")
  @MethodSource("errors")
  void refused(String yaml, String message) {
    refusedSpec(
        "{create: true, newClaims: {" + yaml + "}, volumes: [{from: a/b, to: c/d}]}",
        "newClaims." + message);
    refusedSpec(
        "{create: true, volumes: [{from: a/b, to: c/d, newClaim: {" + yaml + "}}]}",
        "volumes[0].newClaim." + message);
  }

  @ParameterizedTest
  @DisplayName("is refused if no claim is made")
  @ValueSource(strings = {"newClaims", "volumes[0].newClaim"})
  void withoutCreate(String path) {
    refusedSpec(
        path.equals("newClaims")
            ? "{newClaims: {size: 1Gi}, volumes: [{from: a/b, to: c/d}]}"
            : "{volumes: [{from: a/b, to: c/d, newClaim: {size: 1Gi}}]}",
        path + ": is of claims that are made; write `create: true` too");
  }

  @Test
  @DisplayName("is refused if two volumes make the same claim otherwise")
  void twice() {
    refusedSpec(
        "{create: true, volumes: [{from: a/b, to: c/d, toPath: x, newClaim: {size: 1Gi}},"
            + " {from: a/e, to: c/d, toPath: y}]}",
        "volumes[1].newClaim: differs from that of another volume, which makes the same claim;"
            + " write the same");
  }

  private static void refusedSpec(String yaml, String message) {
    assertThatThrownBy(() -> SpecReader.read(yaml))
        .isInstanceOf(SpecException.class)
        .hasMessage(message);
  }
}
