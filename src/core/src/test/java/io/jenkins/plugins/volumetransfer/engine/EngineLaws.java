package io.jenkins.plugins.volumetransfer.engine;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.spec.KeepPods;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What must hold of a run in a {@link RandomWorld}; what breaks it is an {@link AssertionError}.
 */
final class EngineLaws {
  private final int cap;
  private final RandomWorld.Manner manner;
  private final Map<String, List<String>> volumes;
  private final Map<PodKey, PodState> told = new HashMap<>();
  private final Set<PodKey> succeeded = new HashSet<>();
  private final Set<PodKey> over = new HashSet<>();
  private final Set<ObjectRef> created = new HashSet<>();
  private final Set<ObjectRef> deleted = new HashSet<>();

  /** Transfers that have asked for their turn and not ended. */
  private final Set<String> turns = new HashSet<>();

  private final Set<String> concluded = new HashSet<>();
  private int finishes;

  /**
   * @param cap how many transfers may be under way
   * @param volumes their names, by transfer
   */
  EngineLaws(int cap, RandomWorld.Manner manner, Map<String, List<String>> volumes) {
    this.cap = cap;
    this.manner = manner;
    this.volumes = volumes;
  }

  /** The engine is told of it. */
  void told(Event event) {
    if (event instanceof Event.PodChanged changed) {
      PodKey key = new PodKey(changed.transfer(), changed.pod().side(), changed.pod().attempt());
      told.put(key, changed.pod());
      if (allCopied(changed.transfer(), changed.pod())) {
        succeeded.add(key);
      }
      if (isOver(changed.pod())) {
        over.add(key);
      }
    }
  }

  /** The engine wants it. */
  void decided(Action action, Run run) {
    if (action instanceof Action.Finish) {
      finishes++;
    } else if (action instanceof Action.Announce announce) {
      if (announce.announcement() instanceof Announcement.TransferEnded ended) {
        checkResult(ended.result(), run);
      }
    } else if (action instanceof Action.AwaitTurn turn) {
      require(turns.add(turn.transfer()), "a turn was asked for twice");
      require(turns.size() <= cap, "more transfers at once than the cap");
    } else if (action instanceof Action.PassTurn turn) {
      require(turns.remove(turn.transfer()), "a turn was passed on that nobody had");
    } else if (action instanceof Action.CheckClaims check) {
      require(turns.contains(check.transfer()), "started before its turn");
    } else if (action instanceof Action.Create create) {
      require(!concluded.contains(create.transfer()), "created after the verdict");
      create.objects().forEach(object -> created.add(ref(create.side(), object)));
    } else if (action instanceof Action.Delete delete) {
      deleted.addAll(delete.objects());
      if (delete.step() == RequestKind.DELETE_ALL) {
        require(concluded.add(delete.transfer()), "everything was deleted twice");
      }
    }
  }

  /** Another process knows only what there is. */
  void processDied(Set<ObjectRef> existing) {
    turns.clear();
    concluded.clear();
    told.clear();
    over.clear();
    deleted.removeAll(existing);
    created.removeIf(object -> !existing.contains(object) && !deleted.contains(object));
  }

  void ended(Run run) {
    require(run.finished(), "the run never ended");
    require(finishes == 1, "the run finished " + finishes + " times");
    Set<ObjectRef> left = new HashSet<>(created);
    left.removeAll(deleted);
    run.transfers().values().forEach(transfer -> left.removeAll(kept(transfer)));
    require(left.isEmpty(), "never deleted: " + left);
  }

  /** What people asked for, and can write no more. */
  private Set<ObjectRef> kept(TransferState transfer) {
    Set<ObjectRef> kept = new HashSet<>();
    boolean asked =
        transfer.manifests().spec().pods().keepPods() == KeepPods.ON_FAILURE
            && !transfer.result().orElseThrow().succeeded();
    for (Side side : asked ? Side.values() : new Side[0]) {
      PodKey key = new PodKey(transfer.name(), side, transfer.attempt().number());
      // In a chaotic world, a container that has ended may be told to run once more.
      boolean ended =
          manner == RandomWorld.Manner.HONEST
              ? told.containsKey(key) && isOver(told.get(key))
              : over.contains(key);
      if (ended) {
        kept.add(transfer.pod(side));
      }
    }
    return kept;
  }

  private static boolean isOver(PodState pod) {
    return pod.wholeEnded() || pod.terminated(Diagnosis.RSYNC).isPresent();
  }

  /** Laws S1 and S2, told from what the engine was told. */
  private void checkResult(TransferResult result, Run run) {
    if (!result.succeeded()) {
      return;
    }
    String name = result.transfer().name();
    PodKey source = new PodKey(name, Side.SOURCE, run.transfers().get(name).attempt().number());
    // In a chaotic world, a container that has ended may be told to end once more.
    boolean zero =
        manner == RandomWorld.Manner.HONEST
            ? allCopied(name, told.get(source))
            : succeeded.contains(source);
    require(zero, "success without rsync's 0");
  }

  private boolean allCopied(String transfer, PodState source) {
    return source
        .terminated(Diagnosis.RSYNC)
        .filter(ended -> ended.exitCode() == 0)
        .filter(
            ended ->
                volumes.get(transfer).stream()
                    .allMatch(volume -> ended.message().contains(volume + " 0\n")))
        .isPresent();
  }

  static ObjectRef ref(Side side, HasMetadata object) {
    ObjectRef.Kind kind =
        List.of(ObjectRef.Kind.values()).stream()
            .filter(each -> each.text().equals(object.getKind()))
            .findFirst()
            .orElseThrow();
    return new ObjectRef(
        side, kind, object.getMetadata().getNamespace(), object.getMetadata().getName());
  }

  static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
