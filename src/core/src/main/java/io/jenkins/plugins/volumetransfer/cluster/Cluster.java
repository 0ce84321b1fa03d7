package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.manifest.OwnPod;
import io.jenkins.plugins.volumetransfer.manifest.Permission;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * All that the engine asks of a cluster. Calls block until the API server has answered and throw
 * {@link ClusterException}; requests that may be repeated safely have been, before it is thrown.
 */
public interface Cluster extends AutoCloseable {
  /** Ends a subscription; further news don't come. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * The same cluster, asked by somebody who wants to know what is waited for. Closing either closes
   * both.
   *
   * @param waits gets a sentence where the API server has not answered for two seconds, and then
   *     every five; on any thread, so it must not block
   */
  default Cluster telling(Consumer<String> waits) {
    return this;
  }

  /**
   * What a creation has come to.
   *
   * @param object as the server has it
   * @param tried how often it was asked for
   */
  record Created(HasMetadata object, Tried tried) {}

  /** Creates the object. */
  Created create(HasMetadata object);

  /**
   * What there is in the place of an object that was to be created, whoever made it. Only for what
   * a run may read.
   *
   * @param kind POD or CONFIG_MAP
   */
  Optional<HasMetadata> found(ObjectRef.Kind kind, HasMetadata object);

  /**
   * Deletes this one object and no other of its name. Does not wait for pods to end.
   *
   * @param uid that the server gave it
   * @return whether it was there
   */
  boolean delete(ObjectRef object, String uid);

  /**
   * Deletes what has this name now, for what can't be read: only if nobody else can have given it,
   * as that of a run whose id is known to be its own.
   */
  void deleteNamed(ObjectRef object);

  /** Deletes a pod at once, without waiting for its node; for pods whose containers have ended. */
  void forget(ObjectRef pod, String uid);

  /**
   * Whether something of this kind and name is there, whosever it is. Nothing of it is read: the
   * right to delete is enough to ask.
   */
  boolean exists(ObjectRef object);

  Optional<PersistentVolumeClaim> claim(String namespace, String name);

  /**
   * The names of the claims in a namespace.
   *
   * @param selector label selector, as kubectl takes it; empty: all
   */
  List<String> claims(String namespace, String selector);

  /**
   * Tells of the run's pods in a namespace, those that are there included, until closed. One watch
   * a namespace serves all runs. When this returns, the watch is on.
   */
  Subscription watchPods(String namespace, RunId run, PodListener listener);

  /**
   * Follows a container's log.
   *
   * @param known lines that are not told again
   */
  Subscription followLog(
      String namespace, String pod, String container, LogPosition known, LogListener listener);

  /**
   * The last lines of a container's log as it is now.
   *
   * @param lines at most this many
   */
  List<String> logTail(ObjectRef pod, String container, int lines);

  /** Which cluster it is, as far as this client's user may know. */
  ClusterIdentity identity();

  /** Whether the server has this API group; needs no right. */
  boolean serves(String group);

  /**
   * Tells of a Service, as it is and as it changes, until closed. Called by the client's threads,
   * so the listener must not block.
   */
  Subscription watchService(ObjectRef service, Consumer<Service> listener);

  /**
   * Reads the end of a container's log as it is now.
   *
   * @param linesMax how many of its last lines
   */
  Subscription readLog(
      String namespace, String pod, String container, int linesMax, LogListener listener);

  /** Which pods of the namespace have which claims among their volumes; not those that are over. */
  List<ClaimUse> claimUses(String namespace);

  /**
   * The time that a pod has; needs the right to list pods in its namespace.
   *
   * @return empty: as much as it wants
   */
  default Optional<PodTime> timeOf(OwnPod pod) {
    return Optional.empty();
  }

  /** The labels of a namespace; empty: they may not be read. */
  Optional<Map<String, String>> namespaceLabels(String namespace);

  /** Whether the namespace is being deleted; empty: that may not be asked. */
  Optional<Boolean> terminates(String namespace);

  /**
   * Asks the server to admit an object, as if it were to be created: quotas, limits, policies and
   * webhooks are asked, and nothing is stored.
   *
   * @return what it remarks, as in Pod Security's mode {@code warn}; mostly nothing
   * @throws ClusterException as {@link #create} would
   */
  List<String> rehearse(HasMetadata object);

  /** Whether there is such a storage class; empty: that may not be asked. */
  Optional<Boolean> hasStorageClass(String name);

  /** The labels of a node; empty: they may not be read, or there is no such node. */
  default Optional<Map<String, String>> nodeLabels(String node) {
    return Optional.empty();
  }

  /** What the server says of itself, without a right being needed. */
  KubernetesVersion version();

  /** Those that this client's user does not have, as far as the server tells. */
  List<Permission> missing(String namespace, List<Permission> permissions);

  /**
   * What runs have made and is still there, with labels and annotations.
   *
   * @param namespaces where to look; none: everywhere
   * @throws ClusterException where listing is not allowed
   */
  List<OwnedObject> owned(List<String> namespaces);

  /**
   * The pods of all runs in a namespace as they were at an instant of the cluster's own time.
   *
   * @param pod that was just made, by {@link #create}
   * @return those that were there when it was made, itself included
   */
  List<OwnedObject> podsWhenMade(Pod pod);

  /**
   * What carries our labels and is yet no run's, by its name: nothing touches it.
   *
   * @param namespaces as in {@link #owned}
   */
  default List<ObjectRef> strangers(List<String> namespaces) {
    return List.of();
  }

  @Override
  void close();
}
