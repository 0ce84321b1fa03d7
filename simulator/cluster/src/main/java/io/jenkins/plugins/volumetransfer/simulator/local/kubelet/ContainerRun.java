package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import io.fabric8.kubernetes.api.model.Probe;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ContainerOutput;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One run of one container, from its start to its end. Called on the kubelet's loop. */
public interface ContainerRun {

  /** Tells this run from all others of the cluster. */
  String id();

  ContainerOutput log();

  /** Completes with 128+n for signal n, when nothing of it runs and the log is complete. */
  CompletableFuture<Integer> exitCode();

  /** What it has written as the message of its end so far, at most 4096 bytes; may be empty. */
  String terminationMessage();

  /** Runs a probe once, within the probe's own timeout; a probe that can't be run has failed. */
  CompletableFuture<Boolean> check(Probe probe);

  /**
   * Starts a command in the container.
   *
   * @throws LaunchProblem when there is no such command, or none can be run here
   */
  Process exec(List<String> command) throws LaunchProblem, IOException;

  /**
   * Sends a signal to the main process. As to process 1 of a real container, a signal for which it
   * has no handler does nothing, except KILL and STOP.
   */
  void signal(Signal signal);

  /** Ends all of it at once, with KILL. May be called on any thread, and may take a moment. */
  void killAll();

  /** Its node is gone: it neither goes on nor ends any more. */
  void freeze();
}
