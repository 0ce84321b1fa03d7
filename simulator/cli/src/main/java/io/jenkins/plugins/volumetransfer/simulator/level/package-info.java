/**
 * Levels of reality: each {@link io.jenkins.plugins.volumetransfer.simulator.level.Level} plays the
 * scenarios of the catalogue that it can express, and they must agree on how each ends.
 */
package io.jenkins.plugins.volumetransfer.simulator.level;
