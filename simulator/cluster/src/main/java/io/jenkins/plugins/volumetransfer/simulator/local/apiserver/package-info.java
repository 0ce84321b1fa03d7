/**
 * The embedded API server of the local cluster: fabric8's CRUD dispatcher as the store, and in
 * front of it what that one lacks: reliable watches, selectors, graceful deletion, access denials,
 * faults, logs and exec. Knows the kubelet only as a {@code NodeAgent}.
 */
package io.jenkins.plugins.volumetransfer.simulator.local.apiserver;
