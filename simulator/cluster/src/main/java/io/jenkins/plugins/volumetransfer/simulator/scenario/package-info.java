/**
 * What may go wrong in a transfer and how it must then end, as data: {@code scenarios.yaml}.
 * Whoever plays it judges by the same verdicts. {@code docs/scenarios.md} says how to add one.
 */
package io.jenkins.plugins.volumetransfer.simulator.scenario;
