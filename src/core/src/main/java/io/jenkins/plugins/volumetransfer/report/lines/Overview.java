package io.jenkins.plugins.volumetransfer.report.lines;

import io.jenkins.plugins.volumetransfer.engine.Announcement;
import io.jenkins.plugins.volumetransfer.engine.Phase;
import io.jenkins.plugins.volumetransfer.manifest.PlannedVolume;
import io.jenkins.plugins.volumetransfer.manifest.Transfer;
import io.jenkins.plugins.volumetransfer.progress.Rate;
import io.jenkins.plugins.volumetransfer.report.CopyProgress;
import io.jenkins.plugins.volumetransfer.report.CopyTotal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What is known of a run's transfers, from the announcements so far. For one thread at a time. */
public final class Overview {
  /** One transfer, or all together. */
  public record Item(Phase phase, int attempt, CopyProgress copy, Rate rate) {
    private static final Item NEW = new Item(Phase.NOT_STARTED, 0, CopyProgress.NONE, Rate.none());

    public OptionalDouble bytesPerSecond(Instant now) {
      return rate.bytesPerSecond(now);
    }

    public Optional<Duration> timeLeft(Instant now) {
      return copy.total().flatMap(total -> rate.timeLeft(total.left(), now));
    }
  }

  private final Map<String, List<String>> volumes;
  private final Map<String, Item> items = new LinkedHashMap<>();
  private Rate rate = Rate.none();

  public Overview(List<Transfer> all) {
    this(volumes(all));
  }

  /**
   * @param volumes their names in the pods, at least one, by transfer
   */
  public Overview(Map<String, List<String>> volumes) {
    this.volumes = new LinkedHashMap<>(volumes);
    volumes.keySet().forEach(name -> items.put(name, Item.NEW));
  }

  private static Map<String, List<String>> volumes(List<Transfer> all) {
    Map<String, List<String>> volumes = new LinkedHashMap<>();
    for (Transfer transfer : all) {
      volumes.put(transfer.name(), transfer.volumes().stream().map(PlannedVolume::name).toList());
    }
    return volumes;
  }

  public void take(Announcement announcement, Instant now) {
    items.putAll(announcement.accept(new ItemChanges(now)));
  }

  public int size() {
    return items.size();
  }

  public Set<String> names() {
    return items.keySet();
  }

  public Item item(String transfer) {
    return items.get(transfer);
  }

  public long count(Phase phase) {
    return items.values().stream().filter(item -> item.phase() == phase).count();
  }

  /** How many wait for their turn, to stand behind other numbers; empty: none. */
  public String queued() {
    long queued = count(Phase.NOT_STARTED);
    return queued == 0 ? "" : ", " + queued + " queued";
  }

  /** All together: its total is known once each transfer's is. */
  public Item all() {
    int percent =
        (int) items.values().stream().mapToInt(item -> item.copy().percent()).average().orElse(0);
    boolean known = items.values().stream().allMatch(item -> item.copy().total().isPresent());
    Optional<CopyTotal> total =
        known
            ? items.values().stream()
                .flatMap(item -> item.copy().total().stream())
                .reduce(CopyTotal::plus)
            : Optional.empty();
    long files = items.values().stream().mapToLong(item -> item.copy().files()).sum();
    return new Item(
        Phase.COPYING, 0, new CopyProgress(bytes(), files, percent, total, Optional.empty()), rate);
  }

  private long bytes() {
    return items.values().stream().mapToLong(item -> item.copy().bytes()).sum();
  }

  /** What changes by what is announced: items, by the names of their transfers. */
  private final class ItemChanges implements Announcement.Handler<Map<String, Item>> {
    private final Instant now;

    ItemChanges(Instant now) {
      this.now = now;
    }

    @Override
    public Map<String, Item> handle(Announcement.RunBegan began) {
      return Map.of();
    }

    @Override
    public Map<String, Item> handle(Announcement.Notice notice) {
      return Map.of();
    }

    @Override
    public Map<String, Item> handle(Announcement.PhaseChanged changed) {
      Item before = item(changed.transfer());
      // A new attempt begins at 0 again; what it is to copy is not known yet.
      boolean anew = changed.attempt() > before.attempt();
      return Map.of(
          changed.transfer(),
          new Item(
              changed.phase(),
              changed.attempt(),
              anew ? CopyProgress.NONE : before.copy(),
              anew ? Rate.none() : before.rate()));
    }

    @Override
    public Map<String, Item> handle(Announcement.Progress progress) {
      Item before = item(progress.transfer());
      CopyProgress copy = CopyProgress.of(volumes.get(progress.transfer()), progress.log());
      rate = rate.with(now, bytes() - before.copy().bytes() + copy.bytes());
      return Map.of(
          progress.transfer(),
          new Item(
              before.phase(), progress.attempt(), copy, before.rate().with(now, copy.bytes())));
    }

    @Override
    public Map<String, Item> handle(Announcement.Warning warning) {
      return Map.of();
    }

    @Override
    public Map<String, Item> handle(Announcement.AttemptFailed failed) {
      return Map.of();
    }

    @Override
    public Map<String, Item> handle(Announcement.Logs logs) {
      return Map.of();
    }

    @Override
    public Map<String, Item> handle(Announcement.TransferEnded ended) {
      String name = ended.result().transfer().name();
      Item before = item(name);
      return Map.of(name, new Item(Phase.ENDED, before.attempt(), before.copy(), before.rate()));
    }

    @Override
    public Map<String, Item> handle(Announcement.RunEnded ended) {
      return Map.of();
    }
  }
}
