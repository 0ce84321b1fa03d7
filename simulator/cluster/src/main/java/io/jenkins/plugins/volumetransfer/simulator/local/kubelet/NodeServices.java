package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.DeleteRequest;
import io.jenkins.plugins.volumetransfer.simulator.local.apiserver.ObjectStore;
import java.util.concurrent.Executor;

/** What all pods of the node share. {@code workers} is for what may take long. */
record NodeServices(
    Directories directories,
    ObjectStore store,
    DeleteRequest deletion,
    Claims claims,
    Images images,
    ContainerRuntime runtime,
    Node node,
    Warnings warnings,
    Loop loop,
    Executor workers) {}
