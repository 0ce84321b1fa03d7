/**
 * The commands {@code demo} and {@code simulate}, and the command line that has them beside those
 * of the client.
 */
package io.jenkins.plugins.volumetransfer.simulator.cli;
