package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import java.util.function.Consumer;

/** One Service as it changes; the client itself opens a watch again that breaks. */
final class ServiceWatch implements Watcher<Service>, Cluster.Subscription {
  private final Consumer<Service> listener;
  private final Watch watch;

  ServiceWatch(KubernetesClient client, ObjectRef service, Consumer<Service> listener) {
    this.listener = listener;
    this.watch =
        client.services().inNamespace(service.namespace()).withName(service.name()).watch(this);
  }

  @Override
  public void eventReceived(Action action, Service service) {
    if (action != Action.DELETED) {
      listener.accept(service);
    }
  }

  /** Whoever waits has a bound of its own. */
  @Override
  public void onClose(WatcherException cause) {}

  @Override
  public void close() {
    watch.close();
  }
}
