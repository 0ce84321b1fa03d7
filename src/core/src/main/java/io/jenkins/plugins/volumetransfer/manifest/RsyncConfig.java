package io.jenkins.plugins.volumetransfer.manifest;

import io.jenkins.plugins.volumetransfer.script.Script;
import io.jenkins.plugins.volumetransfer.spec.FurtherOption;
import io.jenkins.plugins.volumetransfer.spec.Owners;
import io.jenkins.plugins.volumetransfer.spec.RsyncOptions;
import io.jenkins.plugins.volumetransfer.spec.RsyncOptions.Flag;
import io.jenkins.plugins.volumetransfer.spec.RunAs;
import io.jenkins.plugins.volumetransfer.spec.TransferSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** What rsync and its daemon are told: the files {@code rsync-arguments}, {@code rsyncd.conf}. */
final class RsyncConfig {
  static final String LOST_AND_FOUND = "/lost+found";

  /** Where {@code volumes.sh} has the directory of the first volume open. */
  private static final int FIRST_DESCRIPTOR = 20;

  /**
   * All but what the scripts and {@link #arguments} can make rsync send (rsyncd.conf(5), refuse
   * options). Else a stolen certificate could have other directories compared with or written to
   * ({@code --copy-dest}, {@code --temp-dir}), or have a file's content told in checksums of single
   * bytes ({@code --block-size}).
   */
  private static final String REFUSED_OPTIONS =
      String.join(
          " ",
          "*",
          "!archive",
          "!hard-links",
          "!numeric-ids",
          "!acls",
          "!xattrs",
          "!sparse",
          "!checksum",
          "!compress",
          "!partial",
          "!delete",
          "!delete-during",
          "!max-delete",
          "!dirs",
          "!existing",
          "!ignore-existing",
          "!ignore-times",
          "!whole-file",
          "!bwlimit",
          "!timeout",
          "!info",
          "!list-only",
          "!no-*",
          "!verbose",
          "checksum-seed");

  private RsyncConfig() {}

  /** One argument a line; the script adds port, source and module. */
  static String arguments(Transfer transfer, TransferSpec spec) {
    RsyncOptions options = spec.rsync();
    List<String> arguments = new ArrayList<>();
    arguments.add("--archive");
    arguments.add("--recursive");
    arguments.add("--partial");
    add(arguments, options.deletes(), "--delete");
    options.maxDelete().ifPresent(entries -> arguments.add("--max-delete=" + entries));
    for (Flag flag : Flag.values()) {
      flag.argument().filter(argument -> options.has(flag)).ifPresent(arguments::add);
    }
    options
        .compression()
        .algorithm()
        .argument()
        .ifPresent(name -> arguments.add("--compress-choice=" + name));
    options.compression().level().ifPresent(level -> arguments.add("--compress-level=" + level));
    Owners.argument(options.owners().users()).ifPresent(map -> arguments.add("--usermap=" + map));
    Owners.argument(options.owners().groups()).ifPresent(map -> arguments.add("--groupmap=" + map));
    arguments.addAll(options.further());
    // rsync rounds up to KiB, so that a limit never becomes 0, which means none.
    LongStream.concat(
            options.bandwidthLimitBytesPerSecond().stream(),
            spec.concurrency().bytesPerSecondOfEach(spec.volumes().size()).stream())
        .min()
        .ifPresent(bytes -> arguments.add("--bwlimit=" + (bytes + 1023) / 1024));
    // First: of rsync's rules the first that matches counts.
    if (knowsLostAndFound(transfer)) {
      arguments.add(lostAndFound(spec.pods().runAs()));
    }
    options.excludes().forEach(pattern -> arguments.add("--exclude=" + pattern));
    arguments.add("--info=COPY2,DEL2,REMOVE2,SKIP2,FLIST2,PROGRESS2,STATS2");
    // Exact numbers: the engine reads them.
    arguments.add("--no-human-readable");
    arguments.add("--outbuf=Line");
    if (spec.dryRun()) {
      arguments.add("--dry-run");
      // A sign of life for each file that would be sent; %t is the time, %n could look like ours.
      arguments.add("--out-format=%t");
    }
    arguments.add("--timeout=" + spec.timeouts().noProgress().toSeconds());
    return arguments.stream().map(ConfigText::value).collect(Collectors.joining("\n", "", "\n"));
  }

  /** Whether the name is special, which it is at the root of a file system only. */
  static boolean knowsLostAndFound(Transfer transfer) {
    return transfer.volumes().stream().anyMatch(RsyncConfig::isWhole);
  }

  private static boolean isWhole(PlannedVolume volume) {
    return volume.pair().from().path().isEmpty() || volume.pair().to().path().isEmpty();
  }

  /**
   * {@code mkfs} makes this directory for {@code fsck}, readable by root alone. It is never deleted
   * at the destination; only root can copy what is in it.
   */
  private static String lostAndFound(RunAs runAs) {
    return runAs == RunAs.ROOT
        ? "--filter=protect " + LOST_AND_FOUND
        : "--exclude=" + LOST_AND_FOUND;
  }

  private static void add(List<String> arguments, boolean wanted, String flag) {
    if (wanted) {
      arguments.add(flag);
    }
  }

  /**
   * The daemon at the destination: on loopback only, one module a volume, which can be written and
   * not be read. No other module reaches a volume: what they tell is in a directory of its own.
   *
   * <p>A module's path is an open directory that the daemon inherits from {@code
   * destination-rsync.sh}; a path by names could lead elsewhere by the time it is used.
   *
   * <p>Outside of a chroot the daemon cuts links that lead out of the module (rsyncd.conf(5), munge
   * symlinks), and only root can chroot. Any other user has it disguise them instead, and undo that
   * by a module {@code NAME.links}, which the source asks for once its volume is copied. Links that
   * looked so before are told apart by {@code NAME.foreign} and {@code NAME.own}: the second takes,
   * beside the volume, what the source has. To verify it, it asks for {@code NAME.verify}, and
   * takes the destination's listing from {@code NAME.listing}. How much room there is it learns
   * from {@code NAME.space}, and whether the daemon's processes read or write anything from {@code
   * NAME.work}.
   */
  static String daemon(Transfer transfer, TransferSpec spec) {
    boolean chroot = spec.pods().runAs() == RunAs.ROOT;
    StringBuilder text = new StringBuilder();
    text.append(
        ConfigText.of(
            """
        address = %s
        port = %d
        socket options = TCP_NODELAY
        log file = /dev/stdout
        reverse lookup = no
        use chroot = %s
        munge symlinks = %s
        read only = no
        write only = yes
        list = no
        refuse options = %s
        numeric ids = %s
        timeout = %d
        """,
            Layout.RSYNCD_HOST,
            Layout.RSYNCD_PORT,
            chroot ? "yes" : "no",
            chroot ? "no" : "yes",
            refusedOptions(spec.rsync()),
            spec.rsync().has(Flag.NUMERIC_IDS) ? "yes" : "no",
            spec.timeouts().noProgress().toSeconds()));
    if (chroot) {
      // A daemon that root starts would serve its modules as nobody.
      text.append("uid = 0\ngid = 0\n");
    }
    int descriptor = FIRST_DESCRIPTOR;
    for (PlannedVolume volume : transfer.volumes()) {
      text.append(
          ConfigText.of(
              """

              [%s]
              path = /proc/self/fd/%d
              """,
              volume.name(), descriptor++));
      if (!chroot) {
        text.append(answers(volume, "foreign", Script.DESTINATION_LINKS));
        text.append(answers(volume, "links", Script.DESTINATION_LINKS));
        text.append(
            ConfigText.of(
                """

                [%1$s.own]
                path = %2$s/links/%1$s
                """,
                volume.name(), Layout.SCRATCH));
      }
      text.append(answers(volume, "space", Script.DESTINATION_SPACE));
      text.append(answers(volume, "work", Script.DESTINATION_WORK));
      if (spec.verify()) {
        text.append(answers(volume, "verify", Script.DESTINATION_VERIFY));
        text.append(
            ConfigText.of(
                """

            [%1$s.listing]
            path = %2$s/listings/%1$s
            include = /state /listing
            exclude = *
            read only = yes
            write only = no
            """,
                volume.name(), Layout.SCRATCH));
      }
    }
    return text.toString();
  }

  /** What only some copies need is open in those alone. */
  private static String refusedOptions(RsyncOptions options) {
    List<String> open = new ArrayList<>();
    if (!options.compression().equals(RsyncOptions.DEFAULT.compression())) {
      open.addAll(List.of("!compress-choice", "!compress-level", "!new-compress", "!old-compress"));
    }
    add(open, !options.owners().users().isEmpty(), "!usermap");
    add(open, !options.owners().groups().isEmpty(), "!groupmap");
    options.further().stream()
        .flatMap(argument -> FurtherOption.of(argument).stream())
        .forEach(option -> open.add("!" + option.word()));
    // What matches last counts.
    return open.isEmpty()
        ? REFUSED_OPTIONS
        : REFUSED_OPTIONS.replace(
            " checksum-seed", " " + String.join(" ", open) + " checksum-seed");
  }

  /** A module that runs a script, and serves what that has to say. */
  private static String answers(PlannedVolume volume, String question, Script script) {
    return ConfigText.of(
        """

        [%1$s.%2$s]
        path = %3$s/answers
        read only = yes
        write only = no
        pre-xfer exec = /bin/bash %4$s/%5$s
        """,
        volume.name(), question, Layout.SCRATCH, Layout.SCRIPTS, script.path());
  }

  /** The file {@code volumes}: name and sub-path of each, tab separated. */
  static String volumes(Transfer transfer, Side side) {
    return transfer.volumes().stream()
        .map(
            volume ->
                ConfigText.of(
                    "%s\t%s\n",
                    volume.name(),
                    (side == Side.SOURCE ? volume.pair().from() : volume.pair().to()).path()))
        .collect(Collectors.joining());
  }
}
