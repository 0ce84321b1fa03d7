package io.jenkins.plugins.volumetransfer.simulator.handshake;

/** A fault that strikes once, in this stretch only. */
public record Injection(ModelFault fault, Interval stretch) {}
