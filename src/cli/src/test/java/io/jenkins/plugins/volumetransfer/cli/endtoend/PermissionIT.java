package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.cli.endtoend.VolumeTransferCommand.Outcome;
import io.jenkins.plugins.volumetransfer.manifest.Permission;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * With the rights that {@code plan --rbac} prints a transfer works; without one, that one is named.
 */
class PermissionIT {
  /** Of the rights, each sixth; each, where all is played. */
  private static final int SOME = 6;

  private static TestBed bed;
  private static String source;
  private static String destination;
  private static TestBed.User user;

  @BeforeAll
  static void giveTheRolesToAUser() throws Exception {
    bed = TestBed.open();
    source = bed.createNamespace("source");
    destination = bed.createNamespace("destination");
    bed.createClaim(source, "data");
    bed.createClaim(destination, "data");
    bed.onClaim(source, "data", "echo text >\"$1/file\"");
    Outcome roles = VolumeTransferCommand.run(bed.kubeconfig(), arguments("plan", "--rbac"));
    assertThat(roles.exitCode()).as(roles.all()).isZero();
    user = bed.userWith(roles.output(), source, destination);
  }

  @AfterAll
  static void close() throws Exception {
    bed.close();
  }

  @Test
  @DisplayName("the Roles that `plan --rbac` prints are enough")
  void enough() throws Exception {
    Outcome outcome = VolumeTransferCommand.run(user.kubeconfig(), arguments("transfer"));

    assertThat(outcome.exitCode()).as(outcome.all()).isZero();
    assertThat(bed.listing(source, "data").differences(bed.listing(destination, "data"))).isEmpty();
    assertThat(bed.leftovers(source, destination)).isEmpty();
  }

  @Test
  @Tag("search")
  @DisplayName("each of them is needed: without it nothing is created, and it is named")
  void eachIsNeeded() throws Exception {
    List<Permission> all =
        Stream.of(Side.values())
            .flatMap(side -> Permission.needed(side).stream())
            .distinct()
            .toList();
    for (int i = 0; i < all.size(); i += TestBed.playsAll() ? 1 : SOME) {
      Permission permission = all.get(i);
      user.forbid(permission);
      Outcome outcome = VolumeTransferCommand.run(user.kubeconfig(), arguments("transfer"));
      user.allow(permission);

      assertThat(outcome.exitCode()).as(outcome.all()).isEqualTo(1);
      assertThat(outcome.all()).contains("PERMISSION_DENIED", permission.toString());
      assertThat(bed.leftovers(source, destination)).isEmpty();
    }
  }

  private static List<String> arguments(String... command) {
    List<String> arguments = new ArrayList<>(List.of(command));
    arguments.addAll(
        List.of(
            "--from=" + source + "/data",
            "--to=" + destination + "/data",
            "--image=" + bed.image()));
    return arguments;
  }
}
