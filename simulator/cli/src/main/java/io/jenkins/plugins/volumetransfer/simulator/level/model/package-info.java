/** All schedules of the handshake's model in which a scenario's strikes strike. */
package io.jenkins.plugins.volumetransfer.simulator.level.model;
