package io.jenkins.plugins.volumetransfer.report.history;

import io.jenkins.plugins.volumetransfer.engine.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * An attempt that failed.
 *
 * @param attempt from 1; 0: what failed came before the first
 * @param at when this was known
 * @param retryIn the wait before the next attempt; empty: there was none
 */
public record FailedAttempt(int attempt, Failure failure, Instant at, Optional<Duration> retryIn) {}
