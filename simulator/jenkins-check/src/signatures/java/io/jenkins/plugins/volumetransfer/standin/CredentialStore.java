package io.jenkins.plugins.volumetransfer.standin;

import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.common.IdCredentials;
import hudson.model.Item;
import hudson.model.Run;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Credentials by the folder that has them, as the credentials plugin finds them for a build. */
public final class CredentialStore {
  private record Stored(String folder, IdCredentials credentials) {}

  private static final Map<String, Stored> ALL = new ConcurrentHashMap<>();
  private static final List<String> TRACKED = new CopyOnWriteArrayList<>();

  private CredentialStore() {}

  /**
   * @param folder whose jobs may use it; empty: all jobs
   */
  public static void add(String folder, IdCredentials credentials) {
    ALL.put(credentials.getId(), new Stored(folder, credentials));
  }

  public static void clear() {
    ALL.clear();
    TRACKED.clear();
  }

  /** {@code BUILD ID}, in the order of use. */
  public static List<String> tracked() {
    return List.copyOf(TRACKED);
  }

  public static <C extends IdCredentials> C find(String id, Class<C> type, Run<?, ?> run) {
    Stored stored = ALL.get(id);
    boolean seen =
        stored != null
            && type.isInstance(stored.credentials())
            && (stored.folder().isEmpty()
                || run.getParent().getFullName().startsWith(stored.folder() + "/"));
    return seen ? type.cast(stored.credentials()) : null;
  }

  /**
   * @param item whose jobs or job it is; null: of none, so only what all may use
   */
  public static <C extends IdCredentials> List<C> of(Item item, Class<C> type) {
    return ALL.values().stream()
        .filter(stored -> stored.folder().isEmpty() || isIn(item, stored.folder()))
        .map(Stored::credentials)
        .filter(type::isInstance)
        .<C>map(type::cast)
        .sorted(Comparator.comparing(IdCredentials::getId))
        .toList();
  }

  private static boolean isIn(Item item, String folder) {
    return item != null && item.getFullName().startsWith(folder + "/");
  }

  public static <C extends Credentials> C track(Run<?, ?> build, C credentials) {
    if (credentials instanceof IdCredentials known) {
      TRACKED.add(build.getExternalizableId() + " " + known.getId());
    }
    return credentials;
  }
}
