package io.jenkins.plugins.volumetransfer.preflight;

import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimStatus;
import io.jenkins.plugins.volumetransfer.cluster.ClaimCheck;
import io.jenkins.plugins.volumetransfer.cluster.ClaimUse;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.NewClaim;
import io.jenkins.plugins.volumetransfer.manifest.PlannedVolume;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.spec.ClaimRef;
import io.jenkins.plugins.volumetransfer.spec.PodOverrides;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import io.jenkins.plugins.volumetransfer.spec.VolumePair;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What concerns one transfer: its namespaces, its claims, and the pods that use them. One object
 * serves all transfers of a run, on any thread, and remembers what many of them ask.
 */
public final class TransferChecks {
  private record Place(Side side, String namespace) {}

  private record Claimed(Side side, String namespace, String claim) {}

  /**
   * What was found of a transfer.
   *
   * @param missing destination claims that are to be made, as the spec asks for it
   */
  public record Examined(List<Finding> findings, List<PersistentVolumeClaim> missing) {
    public Examined {
      findings = List.copyOf(findings);
      missing = List.copyOf(missing);
    }
  }

  private final TransferSpec spec;
  private final Optional<RunId> run;
  private final Function<Side, Cluster> clusters;
  private final ClaimUsers users;
  private final Map<Place, Optional<Map<String, String>>> labels = new ConcurrentHashMap<>();
  private final Map<Claimed, PersistentVolumeClaim> claims = new ConcurrentHashMap<>();

  /**
   * @param run whose pods may use the claims; empty: there is none yet
   */
  public TransferChecks(
      TransferSpec spec,
      Optional<RunId> run,
      Function<Side, Cluster> clusters,
      InstantSource clock) {
    this.spec = spec;
    this.run = run;
    this.clusters = clusters;
    this.users = new ClaimUsers(clusters, clock);
  }

  /**
   * Looks at everything, also after a failure.
   *
   * @throws ClusterException where a cluster can't be asked
   */
  public Examined examine(List<PlannedVolume> volumes) {
    List<Finding> findings = new ArrayList<>();
    List<PersistentVolumeClaim> missing = new ArrayList<>();
    SameClaims same = new SameClaims();
    findings.addAll(podSecurity(volumes));
    for (PlannedVolume volume : volumes) {
      VolumePair pair = volume.pair();
      Optional<PersistentVolumeClaim> source = claim(Side.SOURCE, pair.from());
      Optional<PersistentVolumeClaim> destination = claim(Side.DESTINATION, pair.to());
      findings.add(described(Side.SOURCE, pair.from(), source));
      source.ifPresent(claim -> same.read(pair.from(), claim));
      source.ifPresent(claim -> findings.add(used(Side.SOURCE, pair.from(), claim)));
      if (destination.isEmpty() && spec.claims().create() && source.isPresent()) {
        PersistentVolumeClaim made = NewClaim.like(source.get(), pair.to(), spec.claims());
        findings.add(storageClass(pair.to(), made));
        Capacity.ofNew(pair, source.get(), made).ifPresent(findings::add);
        missing.add(made);
        continue;
      }
      findings.add(described(Side.DESTINATION, pair.to(), destination));
      if (destination.isPresent()) {
        same.written(pair.to(), destination.get());
        findings.add(used(Side.DESTINATION, pair.to(), destination.get()));
        findings.addAll(ExistingClaim.of(pair, source, destination.get(), spec.claims()));
        source.ifPresent(claim -> findings.add(Capacity.of(pair, claim, destination.get())));
      }
    }
    overlap(same).ifPresent(findings::add);
    for (Side side : Side.values()) {
      manyNodes(side, volumes).ifPresent(findings::add);
      otherNode(side, volumes).ifPresent(findings::add);
    }
    return new Examined(findings, missing);
  }

  /**
   * The node that a transfer's pod must go to, to share the claims with those who use them; empty:
   * any.
   */
  public Optional<String> node(Side side, List<PlannedVolume> volumes) {
    return nodes(side, volumes).stream().findFirst();
  }

  private List<Finding> podSecurity(List<PlannedVolume> volumes) {
    List<Finding> findings = new ArrayList<>();
    for (Side side : Side.values()) {
      String namespace = ref(side, volumes.get(0)).namespace();
      Side asked = spec.withinOneCluster() ? Side.SOURCE : side;
      Optional<Map<String, String>> found =
          labels.computeIfAbsent(
              new Place(asked, namespace),
              place -> clusters.apply(asked).namespaceLabels(namespace));
      Finding finding =
          PodSecurity.of(namespace, found, spec.pods().runAs(), side.of(spec.pods()).overrides());
      if (!spec.withinOneCluster() || !findings.contains(finding)) {
        findings.add(finding);
      }
    }
    return findings;
  }

  private Optional<PersistentVolumeClaim> claim(Side side, ClaimRef ref) {
    Optional<PersistentVolumeClaim> found =
        clusters.apply(side).claim(ref.namespace(), ref.claim());
    found.ifPresent(claim -> claims.put(claimed(side, ref), claim));
    return found;
  }

  private static Finding described(Side side, ClaimRef ref, Optional<PersistentVolumeClaim> found) {
    Optional<Failure> problem = ClaimCheck.problem(side, ref, found);
    if (problem.isPresent()) {
      return Finding.failed(Finding.Subject.CLAIM, problem.get());
    }
    PersistentVolumeClaim claim = found.orElseThrow();
    Optional<String> phase =
        Optional.ofNullable(claim.getStatus()).map(PersistentVolumeClaimStatus::getPhase);
    String name = "the " + side.label() + " claim " + ref.namespace() + "/" + ref.claim();
    return side == Side.SOURCE && phase.filter("Pending"::equals).isPresent()
        ? Finding.warning(
            Finding.Subject.CLAIM,
            name + " has no volume yet (phase Pending), so there is nothing to copy in it")
        : Finding.ok(
            Finding.Subject.CLAIM,
            name
                + ": "
                + phase.orElse("of no phase")
                + ", "
                + NewClaim.size(claim)
                + ", "
                + String.join(", ", claim.getSpec().getAccessModes()));
  }

  private Finding used(Side side, ClaimRef ref, PersistentVolumeClaim claim) {
    return InUse.of(side, ref, claim, others(side, ref), spec.claims().allowInUse());
  }

  /** The run's own pods come and go as they should. */
  private List<ClaimUse> others(Side side, ClaimRef ref) {
    return users.of(side, ref.namespace(), ref.claim()).stream()
        .filter(use -> run.isEmpty() || !use.run().equals(run.map(RunId::value)))
        .toList();
  }

  private Finding storageClass(ClaimRef ref, PersistentVolumeClaim made) {
    String what =
        "the destination claim %s/%s is made: %s"
            .formatted(ref.namespace(), ref.claim(), NewClaim.size(made));
    Optional<String> name = Optional.ofNullable(made.getSpec().getStorageClassName());
    if (name.isEmpty()) {
      return Finding.ok(Finding.Subject.STORAGE_CLASS, what + ", of the default storage class");
    }
    return clusters
        .apply(Side.DESTINATION)
        .hasStorageClass(name.get())
        .map(
            there ->
                there
                    ? Finding.ok(
                        Finding.Subject.STORAGE_CLASS, what + ", of storage class " + name.get())
                    : Finding.failed(
                        Finding.Subject.STORAGE_CLASS,
                        Reason.STORAGE_CLASS_MISSING,
                        what
                            + ", but there is no storage class "
                            + name.get()
                            + "; give another by `storageClass` or `storageClasses`"))
        .orElseGet(
            () ->
                Finding.unknown(
                    Finding.Subject.STORAGE_CLASS,
                    "%s, of storage class %s, which may not be looked at (get storageclasses)"
                        .formatted(what, name.get())));
  }

  private static Optional<Finding> overlap(SameClaims same) {
    try {
      same.refuseOverlaps();
      return Optional.empty();
    } catch (ClusterException e) {
      return Optional.of(Finding.failed(Finding.Subject.CLAIM, e.failure()));
    }
  }

  private Optional<Finding> manyNodes(Side side, List<PlannedVolume> volumes) {
    Set<String> nodes = nodes(side, volumes);
    return nodes.size() < 2
        ? Optional.empty()
        : Optional.of(
            Finding.failed(
                Finding.Subject.USERS,
                Reason.UNSCHEDULABLE,
                ("the %s claims are in use on the nodes %s, and one pod can't be on all of"
                        + " them; write `podPer: CLAIM`")
                    .formatted(side.label(), String.join(", ", nodes))));
  }

  /** The scheduler would look for a node that there is not, until the pod's time is over. */
  private Optional<Finding> otherNode(Side side, List<PlannedVolume> volumes) {
    PodOverrides pods = side.of(spec.pods()).overrides();
    return NodeFit.asks(pods)
        ? node(side, volumes).flatMap(node -> otherNode(side, node, pods))
        : Optional.empty();
  }

  private Optional<Finding> otherNode(Side side, String node, PodOverrides pods) {
    String where =
        "the " + side.label() + " pod must go to node " + node + ", where its claim is in use, ";
    Optional<Map<String, String>> nodeLabels = clusters.apply(side).nodeLabels(node);
    return nodeLabels.isEmpty()
        ? Optional.of(
            Finding.unknown(
                Finding.Subject.USERS,
                where
                    + "and whether `pods` lets it is not known: that node may not be read (get"
                    + " nodes)"))
        : new NodeFit(node, nodeLabels.get())
            .obstacle(pods)
            .map(
                obstacle ->
                    Finding.failed(
                        Finding.Subject.USERS,
                        Reason.UNSCHEDULABLE,
                        where + "but " + obstacle + "; change that, or stop what uses the claim"));
  }

  private Set<String> nodes(Side side, List<PlannedVolume> volumes) {
    Set<String> nodes = new TreeSet<>();
    for (PlannedVolume volume : volumes) {
      ClaimRef ref = ref(side, volume);
      Optional.ofNullable(claims.get(claimed(side, ref)))
          .flatMap(claim -> InUse.node(claim, others(side, ref)))
          .ifPresent(nodes::add);
    }
    return nodes;
  }

  private static ClaimRef ref(Side side, PlannedVolume volume) {
    return side == Side.SOURCE ? volume.pair().from() : volume.pair().to();
  }

  private static Claimed claimed(Side side, ClaimRef ref) {
    return new Claimed(side, ref.namespace(), ref.claim());
  }
}
