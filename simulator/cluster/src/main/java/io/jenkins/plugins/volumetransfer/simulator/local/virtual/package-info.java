/**
 * A runtime of containers that run no processes: the local kubelet reports lives that are only
 * played, as a {@code Scenario} says. It is a runtime and no kubelet of its own, so that pods,
 * restarts, sidecars, grace periods, events and logs are those of the local cluster with processes.
 * What our scripts do is known here only by its outside: log lines, exit codes, termination
 * messages.
 */
package io.jenkins.plugins.volumetransfer.simulator.local.virtual;
