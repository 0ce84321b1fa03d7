package io.jenkins.plugins.volumetransfer.driver;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.volumetransfer.cluster.OwnedObject;
import io.jenkins.plugins.volumetransfer.engine.Action;
import io.jenkins.plugins.volumetransfer.engine.Advice;
import io.jenkins.plugins.volumetransfer.engine.ContainerState;
import io.jenkins.plugins.volumetransfer.engine.Decider;
import io.jenkins.plugins.volumetransfer.engine.Decision;
import io.jenkins.plugins.volumetransfer.engine.Event;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.PodState;
import io.jenkins.plugins.volumetransfer.engine.Published;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.engine.RequestKind;
import io.jenkins.plugins.volumetransfer.engine.Run;
import io.jenkins.plugins.volumetransfer.engine.RunResult;
import io.jenkins.plugins.volumetransfer.manifest.Manifests;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.SampleTransfers;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Goal: of runs into one claim that begin at once, exactly one writes, whatever the order of their
 * steps. Method: the real decisions of each run, the real rule of who gives way, and a world that
 * stores pods in an order; all interleavings, depth first.
 */
class RunsAtOnceTest {
  private static final Instant NOW = Instant.EPOCH;
  private static final TransferSpec SPEC = SampleTransfers.spec("a/x b/data");
  private static final Transfer TRANSFER = Transfer.of(SPEC).get(0);
  private static final String NAME = TRANSFER.name();

  /**
   * One run and its requests under way.
   *
   * @param answers what is still to be told to it, in order
   * @param earlier the runs that had a pod when its own was stored
   * @param sends whether a source pod was made for it, and not deleted
   * @param sent whether there ever was one
   */
  private record Party(
      Run run,
      List<Event> answers,
      Set<RunId> earlier,
      boolean pod,
      boolean sends,
      boolean sent,
      Optional<RunResult> result) {}

  private final Set<List<Object>> seen = new HashSet<>();
  private int ends;
  private int gaveWay;

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  @DisplayName("one run writes, the others end as OTHER_RUN and never had a source pod")
  void allInterleavings(int runs) {
    List<Party> parties = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      parties.add(begun(new RunId("run" + i)));
    }

    explore(parties);

    assertThat(ends).isGreaterThan(runs);
    assertThat(gaveWay).isPositive();
  }

  private static Party begun(RunId id) {
    Manifests sample = SampleTransfers.manifests(SPEC).get(0);
    Manifests own =
        new Manifests(SPEC, id, TRANSFER, sample.certificates(), sample.expires(), sample.owner());
    Party idle =
        new Party(
            Run.of(List.of(own), NOW), List.of(), Set.of(), false, false, false, Optional.empty());
    return after(after(idle, new Event.Begun(), List.of()), new Event.TurnCame(NAME), List.of());
  }

  private void explore(List<Party> parties) {
    assertThat(parties.stream().filter(Party::sends).count()).as("writers").isLessThanOrEqualTo(1);
    if (!seen.add(List.of(parties.stream().map(RunsAtOnceTest::facts).toArray()))) {
      return;
    }
    boolean over = true;
    for (int i = 0; i < parties.size(); i++) {
      Party party = parties.get(i);
      if (!party.answers().isEmpty()) {
        over = false;
        List<Party> next = new ArrayList<>(parties);
        Event first = party.answers().get(0);
        List<Event> rest = party.answers().subList(1, party.answers().size());
        next.set(i, after(with(party, rest), first, parties));
        explore(next);
      }
    }
    if (over) {
      ended(parties);
    }
  }

  /** All that can make a difference later. */
  private static Object facts(Party party) {
    return List.of(
        party.answers().toString(),
        party.earlier(),
        party.pod(),
        party.sends(),
        party.sent(),
        party.run().finished(),
        party.result().map(end -> end.succeeded()));
  }

  private void ended(List<Party> parties) {
    ends++;
    int wrote = 0;
    for (Party party : parties) {
      Optional<Failure> failure = party.result().orElseThrow().transfers().get(0).failure();
      if (failure.isPresent()) {
        assertThat(failure.get().reason()).isEqualTo(Reason.OTHER_RUN);
        assertThat(party.sent()).as("a byte of the loser").isFalse();
        gaveWay++;
      } else {
        wrote++;
      }
    }
    assertThat(wrote).isPositive();
  }

  private static Party with(Party party, List<Event> answers) {
    return new Party(
        party.run(),
        answers,
        party.earlier(),
        party.pod(),
        party.sends(),
        party.sent(),
        party.result());
  }

  /** The run hears of something, and the world does what it then wants. */
  private static Party after(Party before, Event event, List<Party> world) {
    Decision<Run> decision = Decider.decide(before.run(), NOW, event);
    List<Event> answers = new ArrayList<>(before.answers());
    Set<RunId> earlier = before.earlier();
    boolean pod = before.pod();
    boolean sends = before.sends();
    boolean sent = before.sent();
    Optional<RunResult> result = before.result();
    for (Action action : decision.actions()) {
      if (action instanceof Action.CheckClaims) {
        // Both look before either has a pod: the first look sees nothing.
        answers.add(done(RequestKind.CHECK_CLAIMS));
      } else if (action instanceof Action.Create create) {
        if (create.step() == RequestKind.CREATE_DESTINATION_POD) {
          pod = true;
          earlier = new HashSet<>();
          for (Party other : world) {
            if (other.pod() && !other.run().id().equals(before.run().id())) {
              earlier.add(other.run().id());
            }
          }
          answers.add(new Event.PodChanged(NAME, running(Side.DESTINATION)));
          answers.add(answer(before.run().id(), earlier));
        } else if (create.step() == RequestKind.CREATE_SOURCE) {
          sends = true;
          sent = true;
          answers.add(done(create.step()));
          answers.add(new Event.PodChanged(NAME, succeeded()));
          answers.add(new Event.LogEnded(NAME, 1, Optional.empty()));
        } else {
          answers.add(done(create.step()));
        }
      } else if (action instanceof Action.Delete delete) {
        sends = false;
        answers.add(new Event.PodGone(NAME, Side.SOURCE, 1));
        answers.add(new Event.PodGone(NAME, Side.DESTINATION, 1));
        answers.add(done(delete.step()));
      } else if (action instanceof Action.Finish finish) {
        answers.clear();
        result = Optional.of(finish.result());
      }
    }
    if (event instanceof Event.PodGone gone && gone.side() == Side.DESTINATION) {
      pod = false;
    }
    return new Party(decision.state(), List.copyOf(answers), earlier, pod, sends, sent, result);
  }

  private static Event answer(RunId own, Set<RunId> earlier) {
    List<OwnedObject> pods = earlier.stream().map(RunsAtOnceTest::podOf).toList();
    return new OtherRuns(own, pods, Advice.PLAIN)
        .refusal(TRANSFER)
        .<Event>map(why -> new Event.StepFailed(NAME, RequestKind.CREATE_DESTINATION_POD, why))
        .orElse(done(RequestKind.CREATE_DESTINATION_POD));
  }

  private static OwnedObject podOf(RunId run) {
    return new OwnedObject(
        new ObjectRef(Side.DESTINATION, ObjectRef.Kind.POD, "b", "vt-" + run),
        Optional.of("uid of " + run),
        run,
        NAME,
        NOW,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(
            new OwnedObject.OwnedPod(running(Side.DESTINATION), Set.of("data"), List.of())));
  }

  private static Event done(RequestKind step) {
    return new Event.StepDone(
        NAME,
        step,
        step == RequestKind.CREATE_DESTINATION
            ? Optional.of(new Published(Optional.of("10.0.0.7"), 8443))
            : Optional.empty());
  }

  private static PodState running(Side side) {
    return pod(side, "Running", new ContainerState.Running());
  }

  private static PodState succeeded() {
    return pod(
        Side.SOURCE, "Succeeded", new ContainerState.Terminated(0, "Completed", NAME + " 0\n"));
  }

  private static PodState pod(Side side, String phase, ContainerState state) {
    return new PodState(
        side,
        1,
        phase,
        "",
        "",
        Optional.empty(),
        false,
        true,
        Map.of("rsync", state, "stunnel", state),
        Map.of(),
        Map.of(),
        Optional.empty(),
        List.of());
  }
}
