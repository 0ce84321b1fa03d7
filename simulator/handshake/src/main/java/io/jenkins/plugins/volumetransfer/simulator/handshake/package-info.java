/**
 * The handshake of the source pod as a finite model: each script, the kubelet's part and the faults
 * as a table of guarded steps, and the laws that must hold. Each step names the line of the script
 * that it stands for.
 *
 * <p>Time is abstract: a timer may strike at any moment after it was started, and strikes at last
 * ({@code clock} actors are fair). So whatever the speeds are, the run is among those explored.
 *
 * <p>What is left out: that a lock is held for the moment of a probe (it only delays the peer's own
 * {@code flock --timeout 10}), the log, a transfer of more than two volumes, reused process ids. A
 * container that is told to end is not killed after its grace period unless that is drawn as a
 * fault. Signals strike between any two commands; within {@code wait} and {@code read} at once.
 */
package io.jenkins.plugins.volumetransfer.simulator.handshake;
