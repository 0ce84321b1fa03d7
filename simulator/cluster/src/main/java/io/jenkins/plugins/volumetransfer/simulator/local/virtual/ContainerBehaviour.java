package io.jenkins.plugins.volumetransfer.simulator.local.virtual;

/** What a container does, from its start to its end. Called on the loop. */
interface ContainerBehaviour {

  /** The container has started; called once. */
  void begin(VirtualContainer container);

  /** It gets SIGTERM or SIGINT. */
  void terminate();

  /** It has ended, with nothing of this part left to do. */
  void ended(VirtualContainer.End end);

  /** What a probe would find. */
  boolean isReady();
}
