/**
 * Scripts that make a shell complete our commands, options and values. picocli's own script is for
 * bash only, ends the completion of file names, and knows neither {@code --no-} nor {@code =}.
 */
package io.jenkins.plugins.volumetransfer.cli.completion;
