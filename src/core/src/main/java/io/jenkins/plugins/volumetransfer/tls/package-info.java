/** The certificates of one run, made in memory. Knows nothing else of ours. */
package io.jenkins.plugins.volumetransfer.tls;
