/**
 * What is told of a run, while it lasts and at its end: events and results as JSON, a summary as
 * text. Pure: reads no clock and writes nowhere. Knows the engine's types.
 */
package io.jenkins.plugins.volumetransfer.report;
