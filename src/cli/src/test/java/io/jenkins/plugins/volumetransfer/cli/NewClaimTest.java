package io.jenkins.plugins.volumetransfer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.cluster.Tried;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Goal: whatever is answered to the creation of a claim, the run knows whether it is there or says
 * that it may come. Method: a cluster in memory, and an odd answer to that one request.
 */
@Timeout(60)
class NewClaimTest {
  private static final String MAY_COME =
      "warning: a request to create PersistentVolumeClaim app-4/data was never answered; if it is"
          + " made yet, delete it: `kubectl delete persistentvolumeclaim data --namespace app-4`";

  private final FakeCluster cluster = new FakeCluster().withoutClaim("app-4", "data");

  /** Whether the request does what it asks for. */
  private enum Effect {
    MADE,
    NOT_MADE
  }

  private Typed answering(Effect effect, Reason reason, Tried tried) {
    return Typed.into(
        Interposed.before(
                cluster,
                (called, arguments) -> {
                  if (called.equals("create")
                      && arguments.get(0) instanceof PersistentVolumeClaim claim) {
                    if (effect == Effect.MADE) {
                      cluster.create(claim);
                    }
                    throw new ClusterException(new Failure(reason, "create it: odd"), null, tried);
                  }
                })
            .cluster());
  }

  private static int run(Typed typed) {
    return typed.run("transfer", "--from=app-3/data", "--to=app-4/data", "--create");
  }

  @Test
  @DisplayName("a claim that was made by a try that nobody answered is taken")
  void made() {
    Typed typed = answering(Effect.MADE, Reason.API_UNREACHABLE, new Tried(2, 2));

    assertThat(run(typed)).as(typed.out()).isZero();
    assertThat(typed.err()).doesNotContain("kubectl");
  }

  @Test
  @DisplayName("a claim that uses up the quota for its own second try is taken")
  void ownQuota() {
    Typed typed = answering(Effect.MADE, Reason.QUOTA_EXCEEDED, new Tried(2, 1));

    assertThat(run(typed)).as(typed.out()).isZero();
  }

  @Test
  @DisplayName("a claim that somebody made meanwhile is taken")
  void taken() {
    Typed typed = answering(Effect.MADE, Reason.ALREADY_EXISTS, Tried.ONCE);

    assertThat(run(typed)).as(typed.out()).isZero();
  }

  @Test
  @DisplayName("a claim that may come yet is named, with how to delete it")
  void mayCome() {
    Typed typed = answering(Effect.NOT_MADE, Reason.API_UNREACHABLE, new Tried(2, 2));

    assertThat(run(typed)).isEqualTo(ExitStatus.FAILED.code());
    assertThat(typed.err()).contains(MAY_COME);
    assertThat(typed.out()).contains("API_UNREACHABLE: create it: odd");
  }

  @Test
  @DisplayName("a claim that was refused does not come")
  void refused() {
    Typed typed = answering(Effect.NOT_MADE, Reason.QUOTA_EXCEEDED, Tried.ONCE);

    assertThat(run(typed)).isEqualTo(ExitStatus.FAILED.code());
    assertThat(typed.err()).doesNotContain("kubectl");
    assertThat(typed.out()).contains("QUOTA_EXCEEDED: create it: odd");
  }
}
