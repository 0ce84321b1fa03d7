package io.jenkins.plugins.volumetransfer.simulator.handshake;

import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.R;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.S;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Violation;
import io.jenkins.plugins.volumetransfer.simulator.explorer.Violation.Event;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Moment;
import io.jenkins.plugins.volumetransfer.simulator.timeline.Timeline;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** A counterexample of the model, as a person looks at it. */
public final class ViolationTimelines {
  private static final String RSYNC = "rsync-client-container-";
  private static final String STUNNEL = "stunnel-container-";
  private static final String FORMER = " (of a former attempt)";

  private final Variant variant;

  private ViolationTimelines(Variant variant) {
    this.variant = variant;
  }

  /**
   * The run that breaks a law.
   *
   * @param variant of which model
   */
  public static Timeline of(String title, Variant variant, Violation violation) {
    List<Event> events = new ArrayList<>(violation.steps());
    events.addAll(violation.cycle());
    Set<String> columns = new LinkedHashSet<>(List.of(R.name()));
    if (!variant.isSingle()) {
      columns.add(S.name());
    }
    events.forEach(event -> columns.add(event.action().actor()));
    return new Timeline(
        title,
        violation.law() + ": " + sentence(violation.reason()),
        "",
        List.copyOf(columns),
        new ViolationTimelines(variant).moments(events),
        violation.cycle().isEmpty()
            ? OptionalInt.empty()
            : OptionalInt.of(violation.steps().size()));
  }

  private static String sentence(Violation.Reason reason) {
    return switch (reason) {
      case STATE -> "not in the last state";
      case STEP -> "not in the last step";
      case NEVER_REACHED -> "in no run";
      case STUCK -> "after the last step nothing can happen any more";
      case FAIR_CYCLE -> "the last steps repeat for ever";
      case BUSY_WAIT -> "the last steps repeat for ever without a rest";
    };
  }

  private List<Moment> moments(List<Event> events) {
    List<Moment> moments = new ArrayList<>();
    long before = HandshakeModel.of(variant).initialState();
    for (Event event : events) {
      moments.add(
          new Moment(
              event.action().actor(),
              kind(event, before),
              event.action().label() + ends(before, event.state()),
              files(event.state())));
      before = event.state();
    }
    return moments;
  }

  private static Moment.Kind kind(Event event, long before) {
    if (event.action().isFault()) {
      return Moment.Kind.FAULT;
    }
    if (!ends(before, event.state()).isEmpty()) {
      return Moment.Kind.END;
    }
    return isSignalled(R, before, event.state()) || isSignalled(S, before, event.state())
        ? Moment.Kind.SIGNAL
        : Moment.Kind.STEP;
  }

  private static boolean isSignalled(Party party, long before, long after) {
    return !party.isInterrupted(before) && party.isInterrupted(after);
  }

  private static String ends(long before, long after) {
    StringBuilder text = new StringBuilder();
    for (Party party : List.of(R, S)) {
      if (party.isAlive(before) && party.isAt(after, Line.ENDED)) {
        text.append(
            ": the %s container ends with %s".formatted(party.name(), party.code(after).text()));
      }
    }
    return text.toString();
  }

  private Map<String, String> files(long s) {
    Map<String, String> files = new TreeMap<>();
    String former = Pod.STALE.on(s) ? FORMER : "";
    if (Pod.STARTED.on(s)) {
      files.put(RSYNC + "started", "started" + former);
    }
    if (Pod.isDone(s)) {
      files.put(RSYNC + "done", Code.of(Pod.DONE.get(s)).text() + former);
    }
    if (Pod.TUNNEL_DONE.on(s)) {
      files.put(STUNNEL + "done", "there" + (Pod.TUNNEL_STALE.on(s) ? FORMER : ""));
    }
    if (R.lock().on(s)) {
      files.put(RSYNC + "lock", "held by the rsync container");
    }
    if (S.lock().on(s)) {
      files.put(STUNNEL + "lock", "held by the stunnel container");
    }
    if (variant.scripts() == Variant.Scripts.OURS && Pod.is(s, Pod.Stunnel.UP)) {
      files.put("stunnel-process-lock", "held by stunnel");
    }
    return files;
  }
}
