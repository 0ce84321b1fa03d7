package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.script.Retry;
import java.util.List;
import java.util.Optional;

/** Makes objects, and looks for those whose making was not answered. */
record ObjectCreation(KubernetesClient client, ApiRequests requests) {
  /** Named here, so that the client need not ask the server for its resources first. */
  private static final ResourceDefinitionContext ROUTES =
      new ResourceDefinitionContext.Builder()
          .withGroup("route.openshift.io")
          .withVersion("v1")
          .withPlural("routes")
          .withKind("Route")
          .withNamespaced(true)
          .build();

  /** How often a conflict that is no name's is met. */
  private static final int CONFLICTS_MAX = 3;

  Cluster.Created create(HasMetadata object) {
    Tried before = new Tried(0, 0);
    for (int again = CONFLICTS_MAX; ; again--) {
      try {
        Cluster.Created made = created(object);
        return new Cluster.Created(made.object(), made.tried().and(before));
      } catch (ClusterException e) {
        // Two requests at once for what a quota counts: it was refused, and another time it is not.
        boolean conflict =
            e.failure().reason() == Reason.API_REFUSED && e.failure().retry() == Retry.MAY_HELP;
        if (!conflict || again == 0) {
          throw e.with(e.tried().and(before));
        }
        before = e.tried().and(before);
      }
    }
  }

  private enum CreateMode {
    FOR_GOOD,
    DRY_RUN
  }

  List<String> rehearse(HasMetadata object) {
    Waiting.Question question = requests.question("create (only asked for) " + named(object));
    create(question, object, CreateMode.DRY_RUN);
    return question.warnings();
  }

  private Cluster.Created created(HasMetadata object) {
    Waiting.Question question = requests.question("create " + named(object));
    HasMetadata answer = create(question, object, CreateMode.FOR_GOOD);
    return new Cluster.Created(answer, question.tried().butOne());
  }

  private HasMetadata create(Waiting.Question question, HasMetadata object, CreateMode mode) {
    boolean dry = mode == CreateMode.DRY_RUN;
    return requests.ask(
        question,
        () -> {
          HasMetadata answer =
              object instanceof GenericKubernetesResource route
                  ? created(routes(route.getMetadata().getNamespace()).resource(route), dry)
                  : created(client.resource(object), dry);
          return Answers.object(object.getKind(), object.getMetadata().getName(), answer);
        });
  }

  private static HasMetadata created(Resource<? extends HasMetadata> object, boolean dry) {
    return dry ? object.dryRun().create() : object.create();
  }

  Optional<HasMetadata> found(ObjectRef.Kind kind, HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    ListOptions named =
        new ListOptionsBuilder()
            .withFieldSelector("metadata.name=" + object.getMetadata().getName())
            .build();
    return requests.ask(
        "look for " + named(object),
        () ->
            switch (kind) {
              case POD -> first(pods(client.pods().inNamespace(namespace).list(named)), object);
              case CONFIG_MAP ->
                  first(configMaps(client.configMaps().inNamespace(namespace).list(named)), object);
              case SERVICE, ROUTE, SECRET, NETWORK_POLICY ->
                  throw new IllegalStateException("may not be read: " + kind.text());
            });
  }

  private static Optional<HasMetadata> first(List<? extends HasMetadata> found, HasMetadata like) {
    return found.stream()
        .filter(each -> each.getMetadata().getName().equals(like.getMetadata().getName()))
        .map(HasMetadata.class::cast)
        .findFirst();
  }

  private static List<Pod> pods(PodList list) {
    return Answers.items("PodList", PodList::getKind, list);
  }

  private static List<ConfigMap> configMaps(ConfigMapList list) {
    return Answers.items("ConfigMapList", ConfigMapList::getKind, list);
  }

  private NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      routes(String namespace) {
    return client.genericKubernetesResources(ROUTES).inNamespace(namespace);
  }

  private static String named(HasMetadata object) {
    return object.getKind()
        + " "
        + object.getMetadata().getNamespace()
        + "/"
        + object.getMetadata().getName();
  }
}
