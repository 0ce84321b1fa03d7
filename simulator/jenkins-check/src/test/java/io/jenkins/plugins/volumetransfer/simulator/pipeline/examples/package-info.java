/**
 * The pipelines that this project shows to its users, run as they stand: the plugin's own steps,
 * the real engine, real rsync and stunnel, on local clusters.
 */
package io.jenkins.plugins.volumetransfer.simulator.pipeline.examples;
