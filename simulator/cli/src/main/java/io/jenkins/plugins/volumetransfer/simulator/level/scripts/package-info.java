/**
 * Level 2: scenarios on the real scripts in real bash, under a scheduler with virtual time. Knows
 * the scenarios and {@code simulator.schedule}, and nothing of the engine.
 */
package io.jenkins.plugins.volumetransfer.simulator.level.scripts;
