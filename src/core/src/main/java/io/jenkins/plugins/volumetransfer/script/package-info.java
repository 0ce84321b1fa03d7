/**
 * The shell scripts of the transfer pods, as files, and their exit codes. Knows {@code spec}.
 *
 * <p>Two halves: the copy and its handshake; and {@code compare}, what is asked and compared around
 * a copy, in functions of nothing but their arguments.
 */
package io.jenkins.plugins.volumetransfer.script;
