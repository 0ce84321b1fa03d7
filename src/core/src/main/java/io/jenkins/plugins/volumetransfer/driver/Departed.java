package io.jenkins.plugins.volumetransfer.driver;

import io.jenkins.plugins.volumetransfer.engine.ObjectRef;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** Waits for objects that Kubernetes deletes by itself; they can't be watched, only asked for. */
final class Departed {
  private Departed() {}

  /**
   * @param bound then whatever is still there is given back; also when the thread is interrupted
   * @return what is still there
   */
  static List<ObjectRef> await(
      List<ObjectRef> objects, Predicate<ObjectRef> exists, Duration bound, Duration lookAgain) {
    long end = System.nanoTime() + bound.toNanos();
    List<ObjectRef> there = objects.stream().filter(exists).toList();
    while (!there.isEmpty() && System.nanoTime() - end < 0) {
      try {
        Thread.sleep(lookAgain.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return there;
      }
      there = there.stream().filter(exists).toList();
    }
    return there;
  }
}
