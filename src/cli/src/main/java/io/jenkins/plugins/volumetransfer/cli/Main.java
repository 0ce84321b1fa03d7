package io.jenkins.plugins.volumetransfer.cli;

import java.util.List;

/**
 * Where the process begins. Java looks at all types in its public methods before it runs: so there
 * is nothing here but what can fail for want of memory.
 */
public final class Main {
  /** Made beforehand: then there is no memory to make it. */
  public static final String TOO_LITTLE_MEMORY =
      "volume-transfer: Java has too little memory; give it more: JAVA_OPTS=-Xmx256m";

  private Main() {}

  public static void main(String[] arguments) {
    try {
      System.exit(Program.run(environment -> List.of(), arguments));
    } catch (OutOfMemoryError e) {
      System.err.println(TOO_LITTLE_MEMORY);
      System.exit(ExitStatus.FAILED.code());
    }
  }
}
