package io.jenkins.plugins.volumetransfer.simulator.pipeline;

import com.cloudbees.groovy.cps.Continuable;
import com.cloudbees.groovy.cps.Outcome;
import groovy.lang.Closure;
import groovy.lang.Script;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All of a build that survives a restart: its branches, and the objects that the script sees as
 * globals.
 */
final class Program implements Serializable {

  private static final long serialVersionUID = 1L;

  private final TreeMap<Integer, Branch> branches = new TreeMap<>();
  private final Script blocks;
  private final BuildGlobals globals;
  private int nextId = 1;

  Program(Script pipeline, Script blocks, BuildGlobals globals) {
    this.blocks = blocks;
    this.globals = globals;
    branches.put(0, Branch.root(new Continuable(pipeline)));
  }

  /** The steps that are written in Groovy. */
  Script blocks() {
    return blocks;
  }

  BuildGlobals globals() {
    return globals;
  }

  Optional<Branch> branch(int id) {
    return Optional.ofNullable(branches.get(id));
  }

  List<Branch> branches() {
    return List.copyOf(branches.values());
  }

  Optional<Branch> runnable() {
    return branches.values().stream().filter(Branch::isRunnable).findFirst();
  }

  /** The blocks that run for a branch. */
  List<Branch> childrenOf(Branch parent) {
    return branches.values().stream()
        .filter(each -> each.join().filter(join -> join.parent() == parent.id()).isPresent())
        .toList();
  }

  List<Branch> fork(Map<String, Closure<?>> bodies, Join join) {
    List<Branch> forked = new ArrayList<>();
    bodies.forEach((name, body) -> forked.add(Branch.of(nextId++, name, body, join)));
    forked.forEach(each -> branches.put(each.id(), each));
    return forked;
  }

  /**
   * Takes away a branch that has ended; the outcome of the whole program if it was the script
   * itself.
   */
  Optional<Outcome> end(Branch branch, Outcome outcome) {
    branches.remove(branch.id());
    branch
        .join()
        .ifPresent(
            join ->
                join.ended(branch.name(), outcome)
                    .ifPresent(whole -> branches.get(join.parent()).resume(whole)));
    return branch.join().isPresent() ? Optional.empty() : Optional.of(outcome);
  }
}
