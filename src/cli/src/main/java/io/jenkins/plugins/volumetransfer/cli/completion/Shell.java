package io.jenkins.plugins.volumetransfer.cli.completion;

import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;

/** Whose script is wanted. */
public enum Shell {
  BASH(BashScript::of),
  ZSH(ZshScript::of),
  FISH(FishScript::of);

  private final Function<List<Completed>, String> script;

  Shell(Function<List<Completed>, String> script) {
    this.script = script;
  }

  /** A script to be sourced. */
  public String script(CommandLine root) {
    return script.apply(Completed.of(root));
  }
}
