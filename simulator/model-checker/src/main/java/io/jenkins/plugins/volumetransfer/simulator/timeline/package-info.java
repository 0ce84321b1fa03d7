/**
 * A run of the simulator as a person sees it: a column for each container, process and clock, a row
 * for each thing that happened. Knows nothing of how the run was made.
 */
package io.jenkins.plugins.volumetransfer.simulator.timeline;
