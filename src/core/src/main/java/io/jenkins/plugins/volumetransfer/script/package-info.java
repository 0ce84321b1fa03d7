/** The shell scripts of the transfer pods, as files, and their exit codes. Knows {@code spec}. */
package io.jenkins.plugins.volumetransfer.script;
