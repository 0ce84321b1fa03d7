/** A run under way as lines for people: what a terminal and a build's log have in common. */
package io.jenkins.plugins.volumetransfer.report.lines;
