/** XML and HTML as values, escaped in one place. Knows nothing else of ours. */
package io.jenkins.plugins.volumetransfer.report.markup;
