package io.jenkins.plugins.volumetransfer.cluster;

import io.fabric8.kubernetes.api.model.APIGroup;
import io.fabric8.kubernetes.api.model.APIGroupList;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapList;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaimList;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.VersionInfo;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.jenkins.plugins.volumetransfer.engine.Failure;
import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import io.jenkins.plugins.volumetransfer.engine.Reason;
import io.jenkins.plugins.volumetransfer.manifest.OwnPod;
import io.jenkins.plugins.volumetransfer.manifest.Permission;
import io.jenkins.plugins.volumetransfer.manifest.RunId;
import io.jenkins.plugins.volumetransfer.progress.Excerpt;
import io.jenkins.plugins.volumetransfer.script.Retry;
import io.jenkins.plugins.volumetransfer.spec.ObjectName;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** A cluster behind fabric8's client. Owns the client. */
public final class KubernetesCluster implements Cluster {
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

  private static final String KUBE_SYSTEM = "kube-system";

  private final KubernetesClient client;
  private final String server;
  private final PodWatch.PerNamespace podWatches;
  private final FirstContact contact;
  private final Waiting waiting;
  private final DeletionByUid deletion;

  /**
   * @param atFirst until the server has answered once; then that of the client
   */
  KubernetesCluster(KubernetesClient client, RequestTimeouts atFirst) {
    this.client = client;
    this.server = client.getMasterUrl().toString();
    this.podWatches = new PodWatch.PerNamespace(client);
    this.contact = new FirstContact(client.getConfiguration(), atFirst);
    this.waiting = new Waiting(server, text -> {});
    this.deletion = new DeletionByUid(client);
  }

  private KubernetesCluster(KubernetesCluster same, Consumer<String> waits) {
    this.client = same.client;
    this.server = same.server;
    this.podWatches = same.podWatches;
    this.contact = same.contact;
    this.waiting = new Waiting(server, waits);
    this.deletion = same.deletion;
  }

  @Override
  public Cluster telling(Consumer<String> waits) {
    return new KubernetesCluster(this, waits);
  }

  @Override
  public Created create(HasMetadata object) {
    Tried before = new Tried(0, 0);
    for (int again = CONFLICTS_MAX; ; again--) {
      try {
        Created made = created(object);
        return new Created(made.object(), made.tried().and(before));
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

  @Override
  public List<String> rehearse(HasMetadata object) {
    Waiting.Question question =
        waiting.question("create (only asked for) " + named(object), contact.triesMax());
    create(question, object, CreateMode.DRY_RUN);
    return question.warnings();
  }

  private Created created(HasMetadata object) {
    Waiting.Question question = waiting.question("create " + named(object), contact.triesMax());
    HasMetadata answer = create(question, object, CreateMode.FOR_GOOD);
    return new Created(answer, question.tried().butOne());
  }

  private HasMetadata create(Waiting.Question question, HasMetadata object, CreateMode mode) {
    boolean dry = mode == CreateMode.DRY_RUN;
    return asking(
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

  @Override
  public Optional<HasMetadata> found(ObjectRef.Kind kind, HasMetadata object) {
    String namespace = object.getMetadata().getNamespace();
    ListOptions named =
        new ListOptionsBuilder()
            .withFieldSelector("metadata.name=" + object.getMetadata().getName())
            .build();
    return asking(
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

  @Override
  public boolean delete(ObjectRef object, String uid) {
    return asking("delete " + object, () -> deletion.delete(object, uid));
  }

  @Override
  public void deleteNamed(ObjectRef object) {
    asking("delete " + object, () -> deletion.deleteNamed(object));
  }

  @Override
  public void forget(ObjectRef pod, String uid) {
    asking("delete " + pod, () -> deletion.deleteAtOnce(pod, uid));
  }

  @Override
  public boolean exists(ObjectRef object) {
    return asking("delete " + object, () -> deletion.finds(object));
  }

  private NonNamespaceOperation<
          GenericKubernetesResource,
          GenericKubernetesResourceList,
          Resource<GenericKubernetesResource>>
      routes(String namespace) {
    return client.genericKubernetesResources(ROUTES).inNamespace(namespace);
  }

  @Override
  public Optional<PersistentVolumeClaim> claim(String namespace, String name) {
    return asking(
        "get PersistentVolumeClaim " + namespace + "/" + name,
        () ->
            Optional.ofNullable(
                    client.persistentVolumeClaims().inNamespace(namespace).withName(name).get())
                .map(found -> Answers.object("PersistentVolumeClaim", name, found)));
  }

  /** From the server's cache: a pod that came a moment ago may come a moment later, too. */
  @Override
  public List<ClaimUse> claimUses(String namespace) {
    ListOptions cached = new ListOptionsBuilder().withResourceVersion("0").build();
    return asking(
        "list pods in " + namespace,
        () ->
            pods(client.pods().inNamespace(namespace).list(cached)).stream()
                .flatMap(pod -> ClaimUse.of(pod).stream())
                .toList());
  }

  /** By a list, as the Roles that transfers need have no right to get pods. */
  @Override
  public Optional<PodTime> timeOf(OwnPod pod) {
    return asking(
        "list pods in " + pod.namespace(),
        () ->
            client
                .pods()
                .inNamespace(pod.namespace())
                .withField("metadata.name", pod.name())
                .list()
                .getItems()
                .stream()
                .filter(each -> pod.uid().equals(each.getMetadata().getUid()))
                .findFirst()
                .flatMap(PodTime::of));
  }

  @Override
  public Optional<Map<String, String>> namespaceLabels(String namespace) {
    return ifAllowed(
        "get Namespace " + namespace,
        () ->
            Optional.ofNullable(client.namespaces().withName(namespace).get())
                .map(found -> Answers.object("Namespace", namespace, found))
                .map(found -> found.getMetadata().getLabels())
                .orElse(Map.of()));
  }

  @Override
  public Optional<Boolean> terminates(String namespace) {
    return ifAllowed(
        "get Namespace " + namespace,
        () ->
            Optional.ofNullable(client.namespaces().withName(namespace).get())
                .map(found -> Answers.object("Namespace", namespace, found))
                .map(found -> found.getMetadata().getDeletionTimestamp() != null)
                // It may be gone by now.
                .orElse(true));
  }

  @Override
  public Optional<Boolean> hasStorageClass(String name) {
    return ifAllowed(
        "get StorageClass " + name,
        () -> client.storage().v1().storageClasses().withName(name).get() != null);
  }

  /** Few may read what belongs to the whole cluster; a run does without. */
  private <T> Optional<T> ifAllowed(String doing, Callable<T> request) {
    try {
      return Optional.of(asking(doing, request));
    } catch (ClusterException e) {
      if (e.failure().reason() == Reason.PERMISSION_DENIED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public List<String> claims(String namespace, String selector) {
    return asking(
        "list PersistentVolumeClaims in " + namespace,
        () -> {
          var claims = client.persistentVolumeClaims().inNamespace(namespace);
          PersistentVolumeClaimList list =
              selector.isEmpty() ? claims.list() : claims.withLabelSelector(selector).list();
          return Answers.items(
                  "PersistentVolumeClaimList", PersistentVolumeClaimList::getKind, list)
              .stream()
              .map(claim -> claimName(namespace, claim))
              .toList();
        });
  }

  private static String claimName(String namespace, PersistentVolumeClaim claim) {
    String name = String.valueOf(claim.getMetadata().getName());
    if (!ObjectName.isSubdomain(name)) {
      throw new ClusterException(
          new Failure(
              Reason.API_REFUSED,
              "the API server names a claim of namespace "
                  + namespace
                  + " \""
                  + Excerpt.of(name)
                  + "\", which can be no claim's name"),
          null);
    }
    return name;
  }

  @Override
  public Subscription watchPods(String namespace, RunId run, PodListener listener) {
    return asking(
        "watch pods in " + namespace, () -> podWatches.subscribe(namespace, run, listener));
  }

  @Override
  public Subscription followLog(
      String namespace, String pod, String container, LogPosition known, LogListener listener) {
    return new LogStream(
        client, namespace, pod, container, LogStream.Extent.after(known), listener);
  }

  @Override
  public Subscription readLog(
      String namespace, String pod, String container, int linesMax, LogListener listener) {
    return new LogStream(
        client, namespace, pod, container, LogStream.Extent.last(linesMax), listener);
  }

  /** Not by the client's own {@code getLog}, which reads the pod first and needs a right for it. */
  @Override
  public List<String> logTail(ObjectRef pod, String container, int lines) {
    return asking(
        "read the log of " + pod,
        () ->
            Optional.ofNullable(
                    client.raw(
                        String.format(
                            Locale.ROOT,
                            "/api/v1/namespaces/%s/pods/%s/log?container=%s&tailLines=%d",
                            pod.namespace(),
                            pod.name(),
                            container,
                            lines)))
                .orElse("")
                .lines()
                .toList());
  }

  @Override
  public ClusterIdentity identity() {
    return asking(
        "get Namespace " + KUBE_SYSTEM,
        () -> {
          try {
            return new ClusterIdentity(
                server,
                Optional.ofNullable(client.namespaces().withName(KUBE_SYSTEM).get())
                    .map(found -> Answers.object("Namespace", KUBE_SYSTEM, found))
                    .map(namespace -> namespace.getMetadata().getUid()));
          } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_FORBIDDEN) {
              throw e;
            }
            return new ClusterIdentity(server, Optional.empty());
          }
        });
  }

  @Override
  public boolean serves(String group) {
    return asking(
        "ask for the API groups",
        () -> apiGroups().stream().anyMatch(each -> group.equals(each.getName())));
  }

  private List<APIGroup> apiGroups() {
    APIGroupList list = client.getApiGroups();
    if (list == null || !"APIGroupList".equals(list.getKind()) || list.getGroups() == null) {
      throw new Answers.NotKubernetes("it answered with no list of API groups");
    }
    return list.getGroups();
  }

  @Override
  public Subscription watchService(ObjectRef service, Consumer<Service> listener) {
    return asking("watch " + service, () -> new ServiceWatch(client, service, listener));
  }

  @Override
  public KubernetesVersion version() {
    return asking(
        "ask for the version",
        () -> {
          VersionInfo version = client.getKubernetesVersion();
          if (version == null || version.getMajor() == null || version.getMinor() == null) {
            throw new Answers.NotKubernetes("it answered with no version");
          }
          return KubernetesVersion.parse(version.getMajor(), version.getMinor());
        });
  }

  @Override
  public List<Permission> missing(String namespace, List<Permission> permissions) {
    return asking(
        "check permissions in " + namespace,
        () -> permissions.stream().filter(permission -> denied(namespace, permission)).toList());
  }

  private boolean denied(String namespace, Permission permission) {
    String[] resource = permission.resource().split("/", 2);
    SelfSubjectAccessReview review =
        client
            .resource(
                new SelfSubjectAccessReviewBuilder()
                    .withNewSpec()
                    .withNewResourceAttributes()
                    .withNamespace(namespace)
                    .withGroup(permission.group())
                    .withResource(resource[0])
                    .withSubresource(resource.length > 1 ? resource[1] : "")
                    .withVerb(permission.verb())
                    .endResourceAttributes()
                    .endSpec()
                    .build())
            .create();
    if (review == null || !"SelfSubjectAccessReview".equals(review.getKind())) {
      throw new Answers.NotKubernetes("it answered with no access review");
    }
    // A server that does not answer the question is not one that says no.
    return review.getStatus() != null && Boolean.FALSE.equals(review.getStatus().getAllowed());
  }

  @Override
  public List<OwnedObject> owned(List<String> namespaces) {
    return asking("list what runs have made", () -> new OwnedObjects(client).in(namespaces));
  }

  @Override
  public List<OwnedObject> podsWhenMade(Pod pod) {
    return asking(
        "list pods in " + pod.getMetadata().getNamespace(),
        () -> OwnedObjects.pods(new Contemporaries(client, podWatches).of(pod)).toList());
  }

  @Override
  public List<ObjectRef> strangers(List<String> namespaces) {
    return asking("list what runs have made", () -> new OwnedObjects(client).strangers(namespaces));
  }

  @Override
  public void close() {
    podWatches.close();
    client.close();
  }

  private <T> T asking(String doing, Callable<T> request) {
    return asking(waiting.question(doing, contact.triesMax()), request);
  }

  private <T> T asking(Waiting.Question question, Callable<T> request) {
    try {
      T answer = question.during(request);
      contact.made();
      return answer;
    } catch (ClusterException e) {
      throw e;
    } catch (Exception e) {
      if (e instanceof KubernetesClientException api && api.getCode() > 0) {
        contact.made();
      }
      throw ApiErrors.translate(question.doing(), server, e).with(question.tried());
    }
  }

  private static String named(HasMetadata object) {
    return object.getKind()
        + " "
        + object.getMetadata().getNamespace()
        + "/"
        + object.getMetadata().getName();
  }
}
