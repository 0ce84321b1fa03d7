package io.jenkins.plugins.volumetransfer.preflight;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimBuilder;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Goal: no name of a cluster lets a copy write into what it reads. */
class SameClaimsTest {
  private static final String SAME = "uid-1";

  @ParameterizedTest(name = "{0} -> {1}")
  @DisplayName("one claim under two names is refused where one path lies in the other")
  @CsvSource({"'',''", "sub,''", "'',sub", "a/b,a", "a,a"})
  void overlapping(String from, String to) {
    SameClaims claims = new SameClaims();
    claims.read(path(from), claim(SAME));
    claims.written(path(to), claim(SAME));

    assertThatThrownBy(claims::refuseOverlaps)
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining("are one claim in one cluster");
  }

  @Test
  @DisplayName("what one volume reads, another may not write")
  void acrossVolumes() {
    SameClaims claims = new SameClaims();
    claims.read(path(""), claim(SAME));
    claims.written(path(""), claim("uid-2"));
    claims.read(path(""), claim("uid-3"));
    claims.written(path(""), claim(SAME));

    assertThatThrownBy(claims::refuseOverlaps).isInstanceOf(ClusterException.class);
  }

  @Test
  @DisplayName("other claims, and other paths of one claim, are let through")
  void apart() {
    SameClaims claims = new SameClaims();
    claims.read(path("a"), claim(SAME));
    claims.written(path("ab"), claim(SAME));
    claims.written(path("a"), claim("uid-2"));

    assertThatCode(claims::refuseOverlaps).doesNotThrowAnyException();
  }

  private static ClaimRef path(String path) {
    return new ClaimRef("n", "data", path);
  }

  private static PersistentVolumeClaim claim(String uid) {
    return new PersistentVolumeClaimBuilder().withNewMetadata().withUid(uid).endMetadata().build();
  }
}
