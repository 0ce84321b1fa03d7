/**
 * What can be known before a transfer begins: findings about clusters, rights, claims and those who
 * use them. Asks clusters and changes nothing in them. Knows all but {@code driver} and {@code
 * report}.
 */
package io.jenkins.plugins.volumetransfer.preflight;
