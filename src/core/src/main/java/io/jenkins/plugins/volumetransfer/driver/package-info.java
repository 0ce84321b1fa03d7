/**
 * Runs the engine's decisions against clusters: threads, timers, watches and logs live here and
 * nowhere else. The number of threads does not grow with the number of transfers.
 */
package io.jenkins.plugins.volumetransfer.driver;
