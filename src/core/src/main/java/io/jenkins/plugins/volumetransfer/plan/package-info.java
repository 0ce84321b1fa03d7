/**
 * What a transfer would create, for people to read: no cluster is asked and no key is made. Knows
 * {@code spec}, {@code tls}, {@code manifest} and {@code engine}.
 */
package io.jenkins.plugins.volumetransfer.plan;
