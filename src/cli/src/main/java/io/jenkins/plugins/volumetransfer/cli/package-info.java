/** The command line: a thin adapter over the engine. */
package io.jenkins.plugins.volumetransfer.cli;
