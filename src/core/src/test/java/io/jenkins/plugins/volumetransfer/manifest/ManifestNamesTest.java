package io.jenkins.plugins.volumetransfer.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.jenkins.plugins.volumetransfer.spec.PodPer;
import io.jenkins.plugins.volumetransfer.spec.Topology;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Goal: all names are valid, whatever claims are called. Method: many transfers, seeded. */
class ManifestNamesTest {
  private static final Pattern LABEL = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern LABEL_VALUE =
      Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?");

  @ParameterizedTest
  @DisplayName("claims of any name: all names are valid, at most 63 characters, and unique")
  @EnumSource(PodPer.class)
  void names(PodPer podPer) {
    for (long seed = 1; seed <= 60; seed++) {
      TransferSpec spec =
          SampleTransfers.spec(randomPairs(new Random(seed)))
              .withPods(GoldenManifestsTest.pods(Topology.SEPARATE, podPer));
      Set<String> seen = new HashSet<>();
      for (HasMetadata object : GoldenManifestsTest.all(spec)) {
        String name = object.getMetadata().getName();
        assertThat(name).as("seed %d", seed).matches(LABEL);
        assertThat(object.getMetadata().getLabels().values())
            .as("seed %d", seed)
            .allMatch(value -> LABEL_VALUE.matcher(value).matches());
        assertThat(seen.add(object.getKind() + " " + object.getMetadata().getNamespace() + name))
            .as("seed %d: %s is there twice", seed, name)
            .isTrue();
        if (object instanceof Pod pod) {
          List<String> volumes = pod.getSpec().getVolumes().stream().map(Volume::getName).toList();
          assertThat(volumes)
              .as("seed %d", seed)
              .allMatch(volume -> LABEL.matcher(volume).matches());
          assertThat(volumes).as("seed %d", seed).doesNotHaveDuplicates();
        }
      }
    }
  }

  @Test
  @DisplayName(
      "names stay within 63 characters even in the twentieth attempt of the longest run id")
  void longestNames() {
    String claim = "c".repeat(253);
    TransferSpec spec =
        SampleTransfers.spec(
            IntStream.range(0, 120)
                .mapToObj(i -> "a" + i + "/" + claim + " b" + i + "/" + claim)
                .toArray(String[]::new));
    RunId run = new RunId("r23456789012");

    for (Transfer transfer : Transfer.of(spec)) {
      for (Side side : Side.values()) {
        assertThat(ObjectNames.pod(run, transfer, side, 21)).hasSizeLessThanOrEqualTo(63);
      }
    }
  }

  @Test
  @DisplayName("a namespace of very many claims gets pods that can report each claim's result")
  void resultsFit() {
    TransferSpec spec =
        SampleTransfers.spec(
                IntStream.range(0, 200)
                    .mapToObj(i -> "a/" + "c".repeat(240) + i + " b/" + "c".repeat(240) + i)
                    .toArray(String[]::new))
            .withPods(GoldenManifestsTest.pods(Topology.SEPARATE, PodPer.NAMESPACE));

    List<Transfer> transfers = Transfer.of(spec);

    assertThat(transfers).hasSize(4);
    assertThat(transfers.stream().mapToInt(transfer -> transfer.volumes().size()).sum())
        .isEqualTo(200);
    for (Transfer transfer : transfers) {
      int bytes =
          transfer.volumes().stream().mapToInt(v -> v.name().length() + " 255\n".length()).sum();
      assertThat(bytes).isLessThanOrEqualTo(4096);
    }
  }

  private static String[] randomPairs(Random random) {
    String characters = "aab0-.";
    Set<String> claims = new TreeSet<>();
    for (int i = 0; i < 12; i++) {
      int length = random.nextBoolean() ? 1 + random.nextInt(4) : 20 + random.nextInt(234);
      StringBuilder name = new StringBuilder("c");
      while (name.length() < length - 1) {
        char last = name.charAt(name.length() - 1);
        char next = characters.charAt(random.nextInt(characters.length()));
        boolean dot = last == '.' || next == '.';
        name.append(dot && (last == '-' || next == '-' || last == next) ? 'x' : next);
      }
      claims.add(name + "z");
    }
    List<String> pairs = new ArrayList<>();
    for (String claim : claims) {
      pairs.add("a/" + claim + " b/" + claim);
      if (random.nextInt(4) == 0) {
        pairs.add("c/" + claim + " d/" + claim);
      }
    }
    return pairs.toArray(String[]::new);
  }
}
