/**
 * The narrow port to a cluster, and its fabric8 implementation. Translates Kubernetes' objects and
 * errors into the engine's words; decides nothing.
 */
package io.jenkins.plugins.volumetransfer.cluster;
