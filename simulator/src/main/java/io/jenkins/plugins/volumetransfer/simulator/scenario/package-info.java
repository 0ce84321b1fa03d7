/**
 * What may go wrong in a transfer and how it must then end, as data: {@code scenarios.yaml}. Each
 * {@link io.jenkins.plugins.volumetransfer.simulator.scenario.Level} of reality plays the same
 * scenarios; the verdicts must agree. {@code docs/scenarios.md} says how to add one.
 */
package io.jenkins.plugins.volumetransfer.simulator.scenario;
