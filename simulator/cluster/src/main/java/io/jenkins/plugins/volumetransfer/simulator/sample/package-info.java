/**
 * Data to copy, and the proof that it was copied: a lifelike tree, and listings of trees that don't
 * rest on rsync. Two shell scripts do the work, so that the same run in a pod.
 */
package io.jenkins.plugins.volumetransfer.simulator.sample;
