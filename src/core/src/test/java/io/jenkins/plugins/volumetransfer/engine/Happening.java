package io.jenkins.plugins.volumetransfer.engine;

import io.jenkins.plugins.volumetransfer.manifest.Side;
import io.jenkins.plugins.volumetransfer.progress.RsyncLog;
import io.jenkins.plugins.volumetransfer.spec.Endpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An event that takes its transfer and attempt from the scene in which it happens. */
@FunctionalInterface
interface Happening {
  Failure ABORTED = new Failure(Reason.ABORTED, "Ctrl-C");

  /** When what is left was made. */
  Instant FOUND_SINCE = RunUnderTest.START.minusSeconds(600);

  Event in(RunUnderTest scene);

  static Happening begun() {
    return scene -> new Event.Begun();
  }

  /** Something is left of the scene's transfer. As the driver tells it, with an endpoint chosen. */
  static Happening resumed() {
    Event.Begun begun = new Event.Begun(Optional.of(new Endpoint.ClusterIp()), List.of());
    return scene ->
        new Event.Resumed(begun, Map.of(scene.transfer(), FOUND_SINCE), Duration.ofHours(2));
  }

  static Happening done(RequestKind step) {
    return scene ->
        new Event.StepDone(
            scene.transfer(),
            step,
            step == RequestKind.CREATE_DESTINATION
                ? Optional.of(new Published(Optional.of("10.0.0.7"), 8443))
                : Optional.empty());
  }

  static Happening failed(RequestKind step, Reason reason) {
    return scene ->
        new Event.StepFailed(
            scene.transfer(), step, new Failure(reason, "the step " + step + " failed"));
  }

  static Happening found(Side side) {
    return scene -> new Event.PodFound(scene.transfer(), scene.pod(side));
  }

  static Happening gone(Side side) {
    return scene -> new Event.PodGone(scene.transfer(), side, scene.attempt());
  }

  static Happening fired(Timer.Kind kind) {
    return scene ->
        new Event.TimerFired(
            switch (kind) {
              case DEADLINE -> new Timer("", kind, 0);
              case CLAIM_DEADLINE -> new Timer(scene.transfer(), kind, 0);
              default -> new Timer(scene.transfer(), kind, scene.attempt());
            });
  }

  static Happening logged(String... lines) {
    RsyncLog log = RsyncLog.empty();
    for (String line : lines) {
      log = log.with(line);
    }
    RsyncLog read = log;
    return scene -> new Event.Progressed(scene.transfer(), scene.attempt(), read);
  }

  static Happening logEnded() {
    return scene -> new Event.LogEnded(scene.transfer(), scene.attempt(), Optional.empty());
  }

  static Happening logUnreadable(Reason reason) {
    return scene ->
        new Event.LogEnded(
            scene.transfer(), scene.attempt(), Optional.of(new Failure(reason, "no log")));
  }

  static Happening stopped() {
    return scene -> new Event.StopRequested(ABORTED);
  }
}
