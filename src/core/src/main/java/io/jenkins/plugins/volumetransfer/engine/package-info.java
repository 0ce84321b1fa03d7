/**
 * The decision core: {@link Decider#decide} takes a run and an event and gives the run as it is
 * then, and what to do. Pure: no clock, no thread, no client. Knows {@code spec}, {@code script},
 * {@code manifest} and {@code progress}.
 */
package io.jenkins.plugins.volumetransfer.engine;
