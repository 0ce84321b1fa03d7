package io.jenkins.plugins.volumetransfer.cli.installation;

import io.jenkins.plugins.volumetransfer.simulator.local.LocalCluster;
import io.jenkins.plugins.volumetransfer.simulator.local.kubelet.Loop;
import io.jenkins.plugins.volumetransfer.simulator.local.virtual.VirtualRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Makes the archive of classes with which the command starts quickly: it has those that a whole
 * transfer needs, which is made once on a cluster in this process, where copies are only played.
 * The build runs this; without the archive the command works too.
 */
final class ClassArchive {
  /** A copy of ten minutes in a second. */
  private static final int SPEED = 600;

  private static final int SECONDS_MAX = 120;

  private ClassArchive() {}

  /**
   * @param args a JVM's launcher, and the directory of the installation's jars
   * @throws IllegalStateException if the transfer fails, or does not end
   */
  public static void main(String[] args) throws Exception {
    Path directory = Files.createTempDirectory("class-archive");
    Loop loop = new Loop(SPEED);
    try (LocalCluster cluster = LocalCluster.start(directory, new VirtualRuntime(loop), loop)) {
      for (String namespace : new String[] {"a", "b"}) {
        cluster.createNamespace(namespace);
        cluster.createClaim(namespace, "data");
      }
      run(args[0], Path.of(args[1]), cluster.kubeconfig());
    }
    // Threads of the cluster's server may go on for a while.
    System.exit(0);
  }

  /** Its jars have the path that the launcher gives them, by way of an open directory. */
  private static void run(String java, Path jars, Path kubeconfig) throws Exception {
    ProcessBuilder command =
        new ProcessBuilder(
            "sh",
            "-c",
            "exec 9<\"$1\"; exec \"$0\" -XX:ArchiveClassesAtExit=\"$1/volume-transfer.jsa\""
                + " -XX:+UseSerialGC -Xlog:disable -jar /proc/self/fd/9/volume-transfer-cli.jar"
                + " transfer --from=a/data --to=b/data --image=any",
            java,
            jars.toString());
    command.environment().put("KUBECONFIG", kubeconfig.toString());
    Process transfer = command.inheritIO().start();
    if (!transfer.waitFor(SECONDS_MAX, TimeUnit.SECONDS) || transfer.exitValue() != 0) {
      transfer.destroyForcibly();
      throw new IllegalStateException("no transfer, so no archive of classes");
    }
  }
}
