/**
 * The handshake of the source pod as a finite model: each script, the kubelet's part and the faults
 * as a table of guarded steps, and the laws that must hold. Each step names the line of the script
 * that it stands for.
 *
 * <p>Time is abstract: a timer may strike at any moment after it was started, and strikes at last
 * ({@code clock} actors are fair). So whatever the speeds are, the run is among those explored.
 */
package io.jenkins.plugins.volumetransfer.simulator.handshake;
