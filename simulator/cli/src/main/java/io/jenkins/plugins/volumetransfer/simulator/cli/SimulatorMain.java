package io.jenkins.plugins.volumetransfer.simulator.cli;

import io.jenkins.plugins.volumetransfer.cli.Environment;
import io.jenkins.plugins.volumetransfer.cli.ExitStatus;
import io.jenkins.plugins.volumetransfer.cli.Main;
import io.jenkins.plugins.volumetransfer.cli.Program;
import io.jenkins.plugins.volumetransfer.simulator.cli.simulate.Levels;
import java.util.List;

/** The command line, with the commands that need the simulator. */
public final class SimulatorMain {
  private SimulatorMain() {}

  public static void main(String[] arguments) {
    try {
      System.exit(Program.run(SimulatorMain::commands, arguments));
    } catch (OutOfMemoryError e) {
      System.err.println(Main.TOO_LITTLE_MEMORY);
      System.exit(ExitStatus.FAILED.code());
    }
  }

  static List<Object> commands(Environment environment) {
    return List.of(new DemoCommand(environment), new SimulateCommand(environment, Levels.own()));
  }
}
