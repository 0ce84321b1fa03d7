package io.jenkins.plugins.volumetransfer.preflight;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.jenkins.plugins.volumetransfer.cluster.Cluster;
import io.jenkins.plugins.volumetransfer.cluster.ClusterException;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.Likeness;
import io.jenkins.plugins.volumetransfer.manifest.Side;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Asks the API servers to admit what a run would make ({@code dryRun=All}): quotas, limits, Pod
 * Security, policies and webhooks answer as they will, and nothing is stored. Of objects that are
 * alike but for their names, the first of each namespace is asked for.
 */
public record Rehearsal(Function<Side, Cluster> clusters) {
  private static final Finding.Subject SUBJECT = Finding.Subject.ADMISSION;

  /** What a webhook that has effects of its own is answered for. */
  private static final String NO_DRY_RUN = "does not support dry run";

  /** One finding for each object that is refused; else one for all; and what the server remarks. */
  public List<Finding> of(Side side, List<? extends HasMetadata> objects) {
    List<Finding> findings = new ArrayList<>();
    Set<String> warnings = new LinkedHashSet<>();
    boolean admitted = !objects.isEmpty();
    for (HasMetadata object : unlike(objects)) {
      try {
        clusters.apply(side).rehearse(object).forEach(text -> warnings.add(remark(object, text)));
      } catch (ClusterException e) {
        admitted = false;
        findings.add(refused(side, e.failure()));
      }
    }
    if (admitted) {
      findings.add(
          Finding.ok(
              SUBJECT,
              "the %s cluster would admit %s objects of a run (dryRun=All)"
                  .formatted(side.label(), objects.size())));
    }
    warnings.forEach(text -> findings.add(Finding.warning(SUBJECT, side.label() + ": " + text)));
    return findings;
  }

  private static List<HasMetadata> unlike(List<? extends HasMetadata> objects) {
    Map<Likeness, HasMetadata> first = new LinkedHashMap<>();
    objects.forEach(object -> first.putIfAbsent(Likeness.of(object), object));
    return List.copyOf(first.values());
  }

  private static String remark(HasMetadata object, String text) {
    return "on %ss in namespace %s the API server remarks: %s"
        .formatted(object.getKind(), object.getMetadata().getNamespace(), text);
  }

  private static Finding refused(Side side, Failure failure) {
    String what = side.label() + ": " + failure.message();
    return failure.message().contains(NO_DRY_RUN) || failure.reason() == Reason.API_UNREACHABLE
        ? Finding.unknown(SUBJECT, what)
        : Finding.failed(SUBJECT, failure.reason(), what);
  }
}
