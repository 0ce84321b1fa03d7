/** From rsync's output to bytes, files, rate and time left. Knows nothing else of ours. */
package io.jenkins.plugins.volumetransfer.progress;
