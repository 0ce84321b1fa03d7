/**
 * What {@code volume-transfer simulate} plays and searches, and how it is told: each kind of
 * simulation makes {@link io.jenkins.plugins.volumetransfer.cli.simulate.Findings}, which a
 * terminal and a page show alike. The one part of the command line, beside the demo, that knows the
 * simulator.
 */
package io.jenkins.plugins.volumetransfer.cli.simulate;
