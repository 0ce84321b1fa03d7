package io.jenkins.plugins.volumetransfer.report.history;

import java.time.Instant;

/** Something odd that was said of a transfer while it went on. */
public record Remark(Instant at, String text) {}
