package io.jenkins.plugins.volumetransfer.progress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The log of the source's rsync container, read line by line: {@code log = log.with(line)}.
 *
 * <p>What holds:
 *
 * <ol>
 *   <li>No line throws, whatever is in it.
 *   <li>A line costs the same however long the log is; only where a volume begins, the list of
 *       volumes is copied.
 *   <li>Attempts are never added up: a volume that begins again begins at 0.
 *   <li>What is kept is bounded, but for the number of volumes.
 * </ol>
 *
 * <p>Bytes are exact only without {@code --human-readable}: with it, one step of a transfer of some
 * TB is 10 GB, and the copy seems to stand still for minutes.
 */
public final class RsyncLog {

  /** How many of the script's own messages are kept: the latest. */
  public static final int MESSAGES_MAX = 20;

  private static final Pattern DOUBT = Pattern.compile("^(volume \\S+ may not fit|warning): ");

  private static final RsyncLog EMPTY = new RsyncLog(Map.of(), Optional.empty(), List.of(), "", 0);

  /** By name, in the order of their first beginning. What it says of the current one is old. */
  private final Map<String, VolumeProgress> former;

  private final Optional<VolumeProgress> current;
  private final List<String> messages;
  private final String latest;
  private final long news;

  private RsyncLog(
      Map<String, VolumeProgress> former,
      Optional<VolumeProgress> current,
      List<String> messages,
      String latest,
      long news) {
    this.former = former;
    this.current = current;
    this.messages = messages;
    this.latest = latest;
    this.news = news;
  }

  /** A log without any line. */
  public static RsyncLog empty() {
    return EMPTY;
  }

  /** Each volume that has begun, in the order in which they first did, in its latest attempt. */
  public List<VolumeProgress> volumes() {
    return List.copyOf(all().values());
  }

  /** The volume, if it has begun. */
  public Optional<VolumeProgress> volume(String name) {
    return current
        .filter(volume -> volume.volume().equals(name))
        .or(() -> Optional.ofNullable(former.get(name)));
  }

  /** The volume that began last; it may have ended. */
  public Optional<VolumeProgress> current() {
    return current;
  }

  /**
   * What the script itself said, without its prefix: the latest {@link #MESSAGES_MAX}, the oldest
   * first, each at most 1,000 characters and without control characters.
   */
  public List<String> messages() {
    return messages;
  }

  /**
   * Those of the messages that the user is to hear of: why a volume may not fit into its
   * destination, what is wrong with the image.
   */
  public List<String> doubts() {
    return messages.stream().filter(message -> DOUBT.matcher(message).find()).toList();
  }

  /**
   * The log with one more line.
   *
   * @param line without its line break; carriage returns in it end a line as well
   */
  public RsyncLog with(String line) {
    RsyncLog log = this;
    if (line.indexOf('\r') < 0) {
      log = withLine(line);
    } else {
      for (String part : line.split("\r")) {
        log = log.withLine(part);
      }
    }
    long counted = saysNothingNew(line, log) ? news : news + 1;
    return new RsyncLog(log.former, log.current, log.messages, line, counted);
  }

  /** Rate and time left change although nothing moves, so an update counts by its numbers. */
  private boolean saysNothingNew(String line, RsyncLog after) {
    return line.equals(latest)
        || (after.current.equals(current)
            && line.startsWith(" ")
            && ProgressLine.parse(line).isPresent());
  }

  /**
   * How many lines said something new, that rsync reads in silence among them: not what the line
   * before said already, and no update of progress with the same bytes and files. Who waits for a
   * sign of life watches it grow.
   */
  public long news() {
    return news;
  }

  private RsyncLog withLine(String line) {
    if (line.startsWith(" ")) {
      return withIndented(line);
    }
    return line.startsWith(Marker.PREFIX) ? Marker.parse(line).addTo(this) : withOutput(line);
  }

  private RsyncLog withIndented(String line) {
    Optional<ProgressLine> progress = ProgressLine.parse(line);
    if (progress.isEmpty()) {
      // An update that was cut off when rsync was killed has the next marker behind it.
      int marker = line.indexOf(Marker.PREFIX);
      return marker < 0
          ? withFilesFound(line, " files...", FileList.GROWING)
          : withLine(line.substring(marker));
    }
    RsyncLog log = running().map(volume -> withCurrent(volume.with(progress.get()))).orElse(this);
    String rest = progress.get().rest();
    return rest.isEmpty() ? log : log.withLine(rest);
  }

  private RsyncLog withOutput(String line) {
    if (current.isEmpty() || line.isEmpty()) {
      return this;
    }
    // Also after its end: stderr is another stream, and may come late.
    Optional<Problems> problems = current.get().problems().with(line);
    if (problems.isPresent()) {
      return withCurrent(current.get().with(problems.get()));
    }
    Optional<RsyncStatistics> statistics =
        current.get().statistics().orElse(RsyncStatistics.NONE).with(line);
    if (statistics.isPresent()) {
      return withCurrent(current.get().with(statistics.get()));
    }
    return withFilesFound(line, " files to consider", FileList.COMPLETE);
  }

  /** With {@code --no-inc-recursive} rsync looks for all files first, and counts them aloud. */
  private RsyncLog withFilesFound(String line, String ending, FileList list) {
    if (running().isEmpty() || !line.endsWith(ending)) {
      return this;
    }
    int start = line.startsWith(" ") ? 1 : 0;
    long found = RsyncNumber.parse(line, start, line.length() - ending.length());
    return found < 0
        ? this
        : withCurrent(current.get().with(current.get().files().withFound(found, list)));
  }

  RsyncLog with(Marker.Begins begins) {
    int attempts = volume(begins.volume()).map(VolumeProgress::attempt).orElse(0);
    return new RsyncLog(
        all(),
        Optional.of(VolumeProgress.begun(begins.volume(), attempts + 1)),
        messages,
        latest,
        news);
  }

  RsyncLog with(Marker.HasRoom found) {
    return current
        .filter(running -> running.volume().equals(found.volume()))
        .map(running -> withCurrent(running.with(found.room())))
        .orElse(this);
  }

  RsyncLog with(Marker.Verifying verifying) {
    return withVerification(verifying.volume(), before -> before.with(verifying));
  }

  RsyncLog with(Marker.Differs differs) {
    return withVerification(differs.volume(), before -> before.with(differs));
  }

  RsyncLog with(Marker.Verified verified) {
    return withVerification(verified.volume(), before -> before.with(verified));
  }

  RsyncLog with(Marker.Message message) {
    return new RsyncLog(former, current, withLatest(message.text()), latest, news);
  }

  RsyncLog with(Marker.Ended ended) {
    Optional<VolumeProgress> known = volume(ended.volume());
    // The beginning may have been cut off the log.
    VolumeProgress volume =
        known.orElseGet(() -> VolumeProgress.begun(ended.volume(), 1)).ended(ended.code());
    if (current.filter(c -> c.volume().equals(ended.volume())).isPresent()) {
      return withCurrent(volume);
    }
    Map<String, VolumeProgress> more = all();
    more.put(ended.volume(), volume);
    return new RsyncLog(more, current, messages, latest, news);
  }

  private RsyncLog withVerification(String volume, UnaryOperator<Verification> change) {
    return current
        .filter(running -> running.volume().equals(volume))
        .map(
            running ->
                running.with(change.apply(running.verification().orElse(Verification.BEGUN))))
        .map(this::withCurrent)
        .orElse(this);
  }

  private RsyncLog withCurrent(VolumeProgress volume) {
    return new RsyncLog(former, Optional.of(volume), messages, latest, news);
  }

  private Optional<VolumeProgress> running() {
    return current.filter(volume -> volume.exitCode().isEmpty());
  }

  private Map<String, VolumeProgress> all() {
    Map<String, VolumeProgress> all = new LinkedHashMap<>(former);
    current.ifPresent(volume -> all.put(volume.volume(), volume));
    return all;
  }

  private List<String> withLatest(String message) {
    List<String> latest = new ArrayList<>(messages);
    latest.add(Excerpt.of(message));
    return List.copyOf(latest.subList(Math.max(0, latest.size() - MESSAGES_MAX), latest.size()));
  }
}
