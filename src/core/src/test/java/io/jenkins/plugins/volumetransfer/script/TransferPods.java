package io.jenkins.plugins.volumetransfer.script;

import io.jenkins.plugins.volumetransfer.script.RsyncdConfiguration.Daemon;
import io.jenkins.plugins.volumetransfer.script.RsyncdConfiguration.Links;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The two pods of a transfer as directories and processes on this machine. */
final class TransferPods implements AutoCloseable {
  private static final List<String> SLOW_COPY =
      List.of("--archive", "--info=PROGRESS2", "--bwlimit=64");

  private final Path root;
  private final int tunnelPort = Ports.free();
  private final int endpointPort = Ports.free();
  private final int rsyncdPort = Ports.free();
  private final Map<String, String> volumes = new LinkedHashMap<>();
  private final Map<String, String> sourceEnvironment = new TreeMap<>();
  private final Map<String, String> destinationEnvironment = new TreeMap<>();
  private final List<Container> containers = new ArrayList<>();
  private Links links = RsyncdConfiguration.IS_ROOT ? Links.AS_THEY_ARE : Links.DISGUISED;
  private Daemon daemon = Daemon.THIS_USER;
  private List<String> launcher = List.of();
  private String endpointHost = "127.0.0.1";

  TransferPods() {
    try {
      root = Files.createTempDirectory("transfer-pods");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Script script : Script.values()) {
      TextFiles.write(root.resolve("scripts").resolve(script.path()), script.text());
    }
    directory("source/ipc");
    directory("shims");
    sourceEnvironment.putAll(
        Map.of(
            "PATH", root.resolve("shims") + ":/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin",
            "IPC_DIRECTORY", directory("source/ipc").toString(),
            "CONFIG_DIRECTORY", directory("source/config").toString(),
            "VOLUMES_DIRECTORY", directory("source/volumes").toString(),
            "TUNNEL_HOST", "localhost",
            "TUNNEL_PORT", String.valueOf(tunnelPort),
            "TUNNEL_TIMEOUT_SECONDS", "60",
            "RESULT_FILE", root.resolve("result").toString()));
    destinationEnvironment.putAll(
        Map.of(
            "PATH", sourceEnvironment.get("PATH"),
            "CONFIG_DIRECTORY", directory("destination/config").toString(),
            "VOLUMES_DIRECTORY", directory("destination/volumes").toString(),
            "SCRATCH_DIRECTORY", directory("destination/scratch").toString(),
            "POD_IP", "127.0.0.1",
            "ENDPOINT_PORT", String.valueOf(endpointPort),
            "RSYNCD_HOST", "127.0.0.1",
            "RSYNCD_PORT", String.valueOf(rsyncdPort)));
    copyArguments("--archive", "--info=PROGRESS2,STATS2");
    TextFiles.write(root.resolve("destination/config/left-out"), "-false\n");
    stunnelConfigurations();
  }

  /** One volume `data` with a file that takes minutes to copy. */
  static TransferPods withSlowCopy() {
    TransferPods pods = new TransferPods().volume("data", "");
    pods.copyArguments(SLOW_COPY.toArray(String[]::new));
    TextFiles.write(pods.sourceDirectory("data").resolve("large"), "x".repeat(8 << 20));
    return pods;
  }

  TransferPods volume(String name, String subPath) {
    volumes.put(name, subPath);
    directory("source/volumes/" + name + "/" + subPath);
    directory("destination/volumes/" + name);
    String lines =
        volumes.entrySet().stream()
            .map(volume -> volume.getKey() + "\t" + volume.getValue() + "\n")
            .collect(Collectors.joining());
    TextFiles.write(root.resolve("source/config/volumes"), lines);
    TextFiles.write(root.resolve("destination/config/volumes"), lines);
    rsyncdConfiguration();
    return this;
  }

  /**
   * From here on every container runs as this user. Its output is a pipe, as a program that opens
   * {@code /dev/stdout} anew has to be allowed to.
   */
  TransferPods asUser(int uid) {
    Container.runShell(
        "chmod --recursive a+rX '%1$s' '%2$s' && chmod 777 '%1$s' '%1$s/source/ipc' '%1$s/source/scratch' '%1$s/destination/scratch'"
            .formatted(root, Certificates.directory()));
    launcher =
        List.of(
            "setpriv",
            "--reuid=" + uid,
            "--regid=" + uid,
            "--clear-groups",
            "bash",
            "-c",
            "exec \"$@\" > >(cat) 2>&1",
            "bash");
    return this;
  }

  /**
   * Modules as a daemon without a chroot has them: links are disguised, and restored by another.
   */
  TransferPods disguisingLinks() {
    links = Links.DISGUISED;
    daemon = Daemon.ANOTHER_USER;
    sourceEnvironment.put("SCRATCH_DIRECTORY", directory("source/scratch").toString());
    rsyncdConfiguration();
    return this;
  }

  TransferPods copyArguments(String... arguments) {
    TextFiles.write(
        root.resolve("source/config/rsync-arguments"), String.join("\n", arguments) + "\n");
    return this;
  }

  /**
   * What the options leave to compare is all, unless a variable says otherwise.
   *
   * @param leftOut words of find(1)
   */
  TransferPods verified(String... leftOut) {
    for (Map<String, String> environment : List.of(sourceEnvironment, destinationEnvironment)) {
      environment.putAll(
          Map.of(
              "VERIFY", "yes",
              "RESTORE_LINKS", links == Links.AS_THEY_ARE ? "no" : "yes",
              "COMPARE_OWNERS", "yes",
              "COMPARE_HARD_LINKS", "yes",
              "COMPARE_ADDITIONAL", "yes"));
    }
    sourceEnvironment.put("SCRATCH_DIRECTORY", directory("source/scratch").toString());
    return configurationFile("left-out", String.join("\n", leftOut) + "\n");
  }

  /** Before the copy, and nothing speaks against a refusal. */
  TransferPods checkingSpace() {
    sourceEnvironment.putAll(
        Map.of("CHECK_SPACE", "yes", "SPACE_CERTAIN", "yes", "SPACE_SECONDS_MAX", "60"));
    return this;
  }

  /** As any user but root copies: rsyncd disguises links, which are restored in the end. */
  TransferPods withoutChroot() {
    links = Links.DISGUISED;
    sourceEnvironment.put("SCRATCH_DIRECTORY", directory("source/scratch").toString());
    rsyncdConfiguration();
    return variable("RESTORE_LINKS", "yes");
  }

  /** Of both sides: what the options leave to compare. */
  TransferPods variable(String name, String value) {
    sourceEnvironment.put(name, value);
    destinationEnvironment.put(name, value);
    return this;
  }

  /** Something happens to the destination after its copy and before its verification. */
  TransferPods afterCopy(String command) {
    return shim(
        "rsync",
        "case $* in *.verify/*) cd '"
            + destinationDirectory("data")
            + "' && "
            + command
            + ";; esac",
        "exec /usr/bin/rsync \"$@\"");
  }

  TransferPods sourceVariable(String name, String value) {
    sourceEnvironment.put(name, value);
    return this;
  }

  /** Where the destination pod is, as the source knows it. */
  TransferPods endpointHost(String host) {
    endpointHost = host;
    destinationEnvironment.put("POD_IP", host);
    stunnelConfigurations();
    return this;
  }

  TransferPods withoutVariable(String name) {
    sourceEnvironment.remove(name);
    destinationEnvironment.remove(name);
    return this;
  }

  /** Stands in for a command of this name, found first on the PATH of all containers. */
  TransferPods shim(String command, String... lines) {
    Path file = root.resolve("shims").resolve(command);
    TextFiles.write(file, "#!/bin/bash\n" + String.join("\n", lines) + "\n");
    try {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  TransferPods withoutShims() {
    for (String shim : List.of("nc", "rsync")) {
      root.resolve("shims").resolve(shim).toFile().delete();
    }
    return this;
  }

  /** Stands in for a script of ours, in both pods. */
  TransferPods script(Script script, String... lines) {
    TextFiles.write(
        root.resolve("scripts").resolve(script.path()), String.join("\n", lines) + "\n");
    return this;
  }

  /** Once the source's rsync has connected, and before it reads a file. */
  TransferPods beforeTheCopyOf(String volume, String command) {
    Path hook = root.resolve("before-the-copy");
    TextFiles.write(hook, command + "\n");
    Path file = root.resolve("destination/config/rsyncd.conf");
    String module = "[" + volume + "]\n";
    TextFiles.write(
        file,
        TextFiles.read(file).replace(module, module + "pre-xfer exec = /bin/bash " + hook + "\n"));
    return this;
  }

  /** What the daemon says to each client, which prints it. */
  TransferPods daemonSays(String text) {
    TextFiles.write(root.resolve("greeting"), text);
    Path file = root.resolve("destination/config/rsyncd.conf");
    TextFiles.write(file, "motd file = " + root.resolve("greeting") + "\n" + TextFiles.read(file));
    return this;
  }

  TransferPods sourceConfigurationFile(String name, String text) {
    TextFiles.write(root.resolve("source/config").resolve(name), text);
    return this;
  }

  TransferPods configurationFile(String name, String text) {
    sourceConfigurationFile(name, text);
    TextFiles.write(root.resolve("destination/config").resolve(name), text);
    return this;
  }

  TransferPods withoutConfigurationFile(String name) {
    root.resolve("source/config").resolve(name).toFile().delete();
    root.resolve("destination/config").resolve(name).toFile().delete();
    return this;
  }

  /** A tunnel that answers, without anything behind it. */
  TransferPods shimTunnel() {
    return shim("nc", "echo '@RSYNCD: 32.0 sha512'");
  }

  /** The stunnel container, as far as that of rsync needs it: it lives. */
  TransferPods shimStunnelContainer() {
    String lock = ipcDirectory().resolve("stunnel-container-lock").toString();
    Path log = root.resolve("stunnel-container.log");
    List<String> command = List.of("flock", lock, "bash", "-c", "echo held; sleep 600");
    Container container = Container.start(log, sourceEnvironment, command);
    containers.add(container);
    container.awaitLog("held");
    return this;
  }

  TransferPods sourceStunnelConfiguration(String text) {
    TextFiles.write(root.resolve("source/config/stunnel.conf"), text);
    return this;
  }

  TransferPods destinationStunnelConfiguration(String text) {
    TextFiles.write(root.resolve("destination/config/stunnel.conf"), text);
    return this;
  }

  TransferPods ipcFile(String name, String text) {
    TextFiles.write(root.resolve("source/ipc").resolve(name), text);
    return this;
  }

  /** The content of a file on the shared volume, without its line's end; empty if there is none. */
  String ipcFile(String name) {
    Path file = root.resolve("source/ipc").resolve(name);
    return Files.exists(file) ? TextFiles.read(file).trim() : "";
  }

  Path ipcDirectory() {
    return root.resolve("source/ipc");
  }

  List<String> result() {
    Path file = root.resolve("result");
    return Files.exists(file) ? TextFiles.read(file).lines().toList() : List.of();
  }

  Path sourceDirectory(String volume) {
    return root.resolve("source/volumes").resolve(volume).resolve(volumes.get(volume));
  }

  Path destinationDirectory(String volume) {
    return root.resolve("destination/volumes").resolve(volume).resolve(volumes.get(volume));
  }

  int tunnelPort() {
    return tunnelPort;
  }

  /** Starts both containers and waits until their startup probes succeed. */
  TransferPods startDestination() {
    Container rsync = start(Script.DESTINATION_RSYNC);
    Container stunnel = start(Script.DESTINATION_STUNNEL);
    rsync.awaitLog("starting, listening on port");
    stunnel.awaitLog("Configuration successful");
    Container.awaitTrue(() -> listens(endpointPort));
    return this;
  }

  private static boolean listens(int port) {
    try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return probe.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Until a part of a file is at the destination. */
  void awaitCopying() {
    Container.awaitTrue(() -> !TextFiles.tree(destinationDirectory("data")).isEmpty());
  }

  Container start(Script script, String... arguments) {
    return start(List.of(), script, arguments);
  }

  /** With another command in front, which runs the script. */
  Container start(List<String> prefix, Script script, String... arguments) {
    List<String> command = new ArrayList<>(launcher);
    command.addAll(prefix);
    command.add("/bin/bash");
    command.add(root.resolve("scripts").resolve(script.path()).toString());
    command.addAll(Arrays.asList(arguments));
    Path log = root.resolve(containers.size() + "-" + script.fileName() + ".log");
    boolean source = script.fileName().startsWith("source");
    Container container =
        Container.start(log, source ? sourceEnvironment : destinationEnvironment, command);
    containers.add(container);
    return container;
  }

  @Override
  public void close() {
    containers.forEach(Container::close);
    try (Stream<Path> files = Files.walk(root, new FileVisitOption[0])) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stunnelConfigurations() {
    sourceStunnelConfiguration(
        StunnelConfiguration.source(tunnelPort, endpointHost + ":" + endpointPort));
    destinationStunnelConfiguration(StunnelConfiguration.destination(rsyncdPort));
  }

  private void rsyncdConfiguration() {
    TextFiles.write(
        root.resolve("destination/config/rsyncd.conf"),
        new RsyncdConfiguration(root, rsyncdPort, daemon).text(links, volumes.keySet()));
  }

  private Path directory(String name) {
    try {
      return Files.createDirectories(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
