/**
 * A cluster on this machine without root: an embedded API server, and a local kubelet that runs the
 * containers of pods as processes. Knows {@code core} only through Kubernetes objects.
 */
package io.jenkins.plugins.volumetransfer.simulator.local;
