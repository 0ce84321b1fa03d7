/**
 * What {@code volume-transfer simulate} plays and searches, and how it is told: each kind of
 * simulation makes {@link
 * io.jenkins.plugins.volumetransfer.simulator.cli.simulate.SimulationResult}, which a terminal and
 * a page show alike.
 */
package io.jenkins.plugins.volumetransfer.simulator.cli.simulate;
