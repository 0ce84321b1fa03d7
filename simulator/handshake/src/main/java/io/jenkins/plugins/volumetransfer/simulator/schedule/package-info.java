/**
 * Level 2: the real scripts in real bash, one schedule at a time. Their commands are shims that ask
 * a scheduler; time is virtual; signals strike between any two commands, and within {@code wait}.
 *
 * <p>Real are bash, its subshells, traps, {@code wait}, redirections, descriptors and who inherits
 * them, the files of the shared volume. Played are rsync, stunnel, nc, the kubelet, the clock, and
 * {@code flock}, whose locks are judged by the descriptors that the processes really have open.
 */
package io.jenkins.plugins.volumetransfer.simulator.schedule;
