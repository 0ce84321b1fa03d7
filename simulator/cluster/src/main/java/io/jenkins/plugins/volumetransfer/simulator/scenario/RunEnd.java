package io.jenkins.plugins.volumetransfer.simulator.scenario;

import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.script.Retry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the engine may end a run of one attempt.
 *
 * @param success whether it may succeed
 * @param reasons with which reasons it may fail
 * @param again what must be said of another attempt, if it fails; there if it may fail
 */
public record RunEnd(boolean success, Set<Reason> reasons, Optional<Retry> again) {
  static final String SUCCESS = "SUCCESS";

  public RunEnd {
    EnumSet<Reason> all = EnumSet.noneOf(Reason.class);
    all.addAll(reasons);
    reasons = Collections.unmodifiableSet(all);
  }

  /**
   * Whether it may end so.
   *
   * @param failure empty: it succeeded
   */
  public boolean allows(Optional<Failure> failure) {
    return failure
        .map(found -> reasons.contains(found.reason()) && again.equals(Optional.of(found.retry())))
        .orElse(success);
  }

  @Override
  public String toString() {
    List<String> names = new ArrayList<>();
    if (success) {
      names.add(SUCCESS);
    }
    reasons.forEach(reason -> names.add(reason.name()));
    return String.join(" or ", names)
        + again.map(retry -> retry == Retry.MAY_HELP ? ", to be tried again" : "").orElse("");
  }
}
