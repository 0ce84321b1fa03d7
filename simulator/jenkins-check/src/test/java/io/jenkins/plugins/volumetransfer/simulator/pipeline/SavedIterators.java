package io.jenkins.plugins.volumetransfer.simulator.pipeline;

import java.io.Serializable;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * A Groovy category: iterators that can be saved, so that a script may wait in the midst of a
 * {@code for}. Jenkins has one of its own, as Java's can't be (JENKINS-27421).
 */
public final class SavedIterators {

  private SavedIterators() {}

  /** Instead of the list's own; Groovy would not take one for all collections. */
  public static <E> Iterator<E> iterator(List<E> list) {
    return new OfList<>(list);
  }

  /** Instead of the set's own. */
  public static <E> Iterator<E> iterator(Set<E> set) {
    return new OfList<>(new ArrayList<>(set));
  }

  /** The same, of the entries. */
  public static <K, V> Iterator<Map.Entry<K, V>> iterator(Map<K, V> map) {
    List<Map.Entry<K, V>> entries = new ArrayList<>();
    map.entrySet().forEach(each -> entries.add(new SimpleImmutableEntry<>(each)));
    return new OfList<>(entries);
  }

  private static final class OfList<E> implements Iterator<E>, Serializable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<E> elements;
    private int next;

    OfList(List<E> elements) {
      this.elements = new ArrayList<>(elements);
    }

    @Override
    public boolean hasNext() {
      return next < elements.size();
    }

    @Override
    public E next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return elements.get(next++);
    }
  }
}
