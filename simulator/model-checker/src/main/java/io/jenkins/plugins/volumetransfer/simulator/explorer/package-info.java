/**
 * An explicit-state model checker, small and general: breadth first over states that are packed in
 * one long, with safety laws, ends under weak fairness, busy waits, and proof that nothing holds
 * emptily. It knows nothing of containers.
 */
package io.jenkins.plugins.volumetransfer.simulator.explorer;
