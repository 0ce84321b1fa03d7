package io.jenkins.plugins.volumetransfer.jenkins.page;

import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;

/**
 * The page <i>Volume transfers</i> of a build, and what the build keeps of its runs: a text for
 * each, see {@link RunSnapshot}.
 */
@ExportedBean
public final class VolumeTransfersAction implements RunAction2 {
  static final String ICON = "symbol-swap";
  static final String URL = "volume-transfers";

  private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");

  /** What ended before it was announced, or was saved a little later, is told once more. */
  private static final long LATE_MILLIS = 15_000;

  /** By id. Never changed but replaced, as a build may be saved at any time by any thread. */
  private volatile Map<String, String> kept = new LinkedHashMap<>();

  /** Those that this process has under way, by id. */
  private transient Map<String, PageWatcher> live = new LinkedHashMap<>();

  private transient Run<?, ?> build;

  /** The action of this build, which gets one if it has none yet. */
  public static VolumeTransfersAction of(Run<?, ?> build) {
    synchronized (build) {
      VolumeTransfersAction action = build.getAction(VolumeTransfersAction.class);
      if (action == null) {
        action = new VolumeTransfersAction();
        build.addAction(action);
      }
      return action;
    }
  }

  /**
   * Shows a run from now on, and remembers that there is one. Another watcher of the same run takes
   * the place of the former, whose process has died. Waits for the disk.
   *
   * @throws UncheckedIOException if the build can't be saved; the page shows the run all the same
   */
  void show(PageWatcher watcher) {
    RunSnapshot begun = watcher.snapshot();
    synchronized (this) {
      remember(begun);
      live.put(begun.run(), watcher);
    }
    save(begun);
  }

  /** What is left of a run once it is over. Throws as {@link #show} does. */
  void keep(RunSnapshot end) {
    synchronized (this) {
      remember(end);
      live.remove(end.run());
    }
    save(end);
  }

  private void remember(RunSnapshot run) {
    Map<String, String> more = new LinkedHashMap<>(kept);
    more.put(run.run(), SnapshotJson.of(run));
    kept = more;
  }

  private void save(RunSnapshot run) {
    try {
      build.save();
    } catch (IOException e) {
      throw new UncheckedIOException("run " + run.run() + " is not in the build's record", e);
    }
  }

  /** All runs of the build, in the order in which they began. */
  @Exported
  public List<RunSnapshot> getRuns() {
    Map<String, RunSnapshot> runs = new LinkedHashMap<>();
    boolean over = !build.isBuilding();
    synchronized (this) {
      kept.forEach(
          (id, json) ->
              SnapshotJson.read(json)
                  .map(run -> over ? run.unfinished() : run)
                  .ifPresent(run -> runs.put(id, run)));
      live.forEach((id, watch) -> runs.put(id, watch.snapshot()));
    }
    return new ArrayList<>(runs.values());
  }

  /** Whether there may be news. */
  public boolean isRunning() {
    return isRunning(getRuns());
  }

  private boolean isRunning(List<RunSnapshot> runs) {
    return build.isBuilding() || runs.stream().anyMatch(RunSnapshot::running);
  }

  /** When something happened last in a run, in milliseconds since 1970; 0: there is none. */
  public long getUntil() {
    return until(getRuns());
  }

  private static long until(List<RunSnapshot> runs) {
    return runs.stream().mapToLong(RunSnapshot::changed).max().orElse(0);
  }

  /**
   * What the page's script asks for, every few seconds: only what has changed since the moment that
   * it names, by {@code since}, and nothing but a status if that is nothing.
   */
  @GET
  public void doProgress(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
    build.checkPermission(Item.READ);
    long since = since(request);
    List<RunSnapshot> runs = getRuns();
    List<RunSnapshot> news =
        runs.stream().filter(run -> run.isNewsSince(since)).map(run -> run.since(since)).toList();
    String json = SnapshotJson.of(isRunning(runs), until(runs), news);
    String tag =
        '"' + UUID.nameUUIDFromBytes(json.getBytes(StandardCharsets.UTF_8)).toString() + '"';
    response.setHeader("ETag", tag);
    response.setHeader("Cache-Control", "private, no-cache");
    if (tag.equals(request.getHeader("If-None-Match"))) {
      response.setStatus(304);
      return;
    }
    response.setContentType("application/json;charset=UTF-8");
    response.getWriter().write(json);
  }

  /** From the beginning, if it names no moment. */
  private static long since(StaplerRequest2 request) {
    String millis = String.valueOf(request.getParameter("since"));
    return MILLIS.matcher(millis).matches() ? Long.parseLong(millis) - LATE_MILLIS : 0;
  }

  /** For {@code api/json} and the like. */
  public Api getApi() {
    return new Api(this);
  }

  public Run<?, ?> getBuild() {
    return build;
  }

  @Override
  public void onAttached(Run<?, ?> run) {
    build = run;
  }

  @Override
  public void onLoad(Run<?, ?> run) {
    build = run;
  }

  @Override
  public String getIconFileName() {
    return ICON;
  }

  @Override
  public String getDisplayName() {
    return Messages.VolumeTransfersAction_displayName();
  }

  @Override
  public String getUrlName() {
    return URL;
  }

  /** XStream calls no constructor: nothing of a build that was loaded is under way in here. */
  private synchronized Object readResolve() {
    live = new LinkedHashMap<>();
    return this;
  }
}
