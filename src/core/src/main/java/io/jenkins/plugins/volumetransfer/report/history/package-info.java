/**
 * What happened in a run and when, as reports need it: a fold over its announcements, bounded in
 * size. Pure.
 */
package io.jenkins.plugins.volumetransfer.report.history;
