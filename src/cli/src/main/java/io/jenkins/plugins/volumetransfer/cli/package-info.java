/**
 * The command line: a thin adapter over core. Here are the commands and what ends a process; {@code
 * input} makes a spec of flags, {@code view} shows a run.
 */
package io.jenkins.plugins.volumetransfer.cli;
