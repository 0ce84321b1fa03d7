/**
 * The local kubelet: runs the containers of pods as processes of this machine and reports their
 * state to the store of {@code apiserver}.
 */
package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;
