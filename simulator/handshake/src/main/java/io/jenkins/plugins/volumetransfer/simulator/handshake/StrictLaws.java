package io.jenkins.plugins.volumetransfer.simulator.handshake;

import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.R;
import static io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.S;

import io.jenkins.plugins.volumetransfer.simulator.explorer.Law;
import io.jenkins.plugins.volumetransfer.simulator.handshake.Pod.Stunnel;
import java.util.List;

/**
 * Laws that hold in the narrowest of windows too. All but {@link #STARTED} are kept since the
 * scripts were mended ({@link Mitigation#APPLIED}); a test says which are broken.
 */
public final class StrictLaws {
  public static final String S3 = "S3, also when stunnel gives up on a late rsync container";
  public static final String TOLD =
      "L2: SIGTERM at the end of the copy keeps no code from the peer";
  public static final String VANISHED = "L2: RSYNC_VANISHED only if it was killed";
  public static final String ALIVE =
      "L2: after a failed copy stunnel ends with 0 only if the daemon lived";
  public static final String STARTED = "L2: RSYNC_NEVER_STARTED only if it did not end by itself";

  private StrictLaws() {}

  /** Those that our scripts keep. */
  public static List<Law> kept() {
    return all().stream().filter(law -> !law.name().equals(STARTED)).toList();
  }

  public static List<Law> all() {
    return List.of(
        new Law.EachStep(S3, Laws::wouldCutRsync, (from, action, to) -> !Laws.isCut(to)),
        new Law.EachStep(TOLD, Laws::owesCode, (from, action, to) -> Laws.isTold(to)),
        new Law.EachStep(
            VANISHED,
            s ->
                S.isAt(s, Line.CHECK_DONE)
                    && !Pod.R_KILLED.on(s)
                    && !Pod.R_RESTARTED.on(s)
                    && Pod.VOLUME.get(s) == 0,
            (from, action, to) -> !S.isAt(to, Line.TRAP) || !S.has(to, Code.RSYNC_VANISHED)),
        new Law.EachStep(
            ALIVE,
            s ->
                (S.isAt(s, Line.CHECK_DONE) || S.isAt(s, Line.CHECK_LOCK))
                    && !Pod.is(s, Stunnel.UP)
                    // A tunnel that dies once all is copied harms nobody.
                    && !Pod.DONE.is(s, Code.OK.ordinal()),
            (from, action, to) -> !S.isAt(to, Line.TRAP) || !S.has(to, Code.OK)),
        new Law.EachStep(
            STARTED,
            s -> S.isAt(s, Line.CHECK_TIMER) && !Pod.S_RESTARTED.on(s) && hasSpoken(s),
            (from, action, to) -> !S.isAt(to, Line.TRAP) || !S.has(to, Code.RSYNC_NEVER_STARTED)));
  }

  /** Whether the rsync container has ended with a code that it can have only once it is known. */
  private static boolean hasSpoken(long s) {
    return R.isAt(s, Line.ENDED)
        && !R.has(s, Code.KILLED)
        && !R.has(s, Code.TERMINATED)
        && !R.has(s, Code.IPC_UNUSABLE);
  }
}
