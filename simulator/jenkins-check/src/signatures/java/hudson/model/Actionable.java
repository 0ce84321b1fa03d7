package hudson.model;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

public abstract class Actionable implements ModelObject {
  private final List<Action> actions = new CopyOnWriteArrayList<>();

  public void addAction(Action a) {
    actions.add(a);
  }

  public <T extends Action> T getAction(Class<T> type) {
    return getActions(type).stream().findFirst().orElse(null);
  }

  public <T extends Action> List<T> getActions(Class<T> type) {
    return actions.stream().filter(type::isInstance).<T>map(type::cast).toList();
  }
}
