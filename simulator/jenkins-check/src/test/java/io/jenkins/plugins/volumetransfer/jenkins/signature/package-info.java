/** Compares what the plugin is compiled against here with a real Jenkins. */
package io.jenkins.plugins.volumetransfer.jenkins.signature;
