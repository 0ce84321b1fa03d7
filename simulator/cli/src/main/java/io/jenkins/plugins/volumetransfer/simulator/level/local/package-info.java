/**
 * Level 4: scenarios on the local cluster, with the real engine, scripts, rsync and stunnel. Where
 * a strike must hit a certain moment, a gate stands before the program that makes it.
 */
package io.jenkins.plugins.volumetransfer.simulator.level.local;
