package io.jenkins.plugins.volumetransfer.simulator.pipeline;

import com.cloudbees.groovy.cps.Continuable;
import groovy.lang.Closure;
import groovy.lang.Script;
import io.jenkins.plugins.volumetransfer.standin.DataBinding;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.codehaus.groovy.runtime.InvokerInvocationException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Finds what a script calls, and starts it. */
final class Steps {

  private final Build build;
  private final Map<String, StepDescriptor> ofPlugins = new LinkedHashMap<>();
  private final Map<String, BuiltInSteps.Body> builtIn;

  Steps(Build build) {
    this.build = build;
    this.builtIn = new BuiltInSteps(build).byName();
    build.installation().steps().forEach(each -> ofPlugins.put(each.getFunctionName(), each));
  }

  /**
   * What the script gets back at once; a step that takes longer leaves by a throwable that suspends
   * the script.
   *
   * @throws NoSuchMethodError when there is no such step, as in Jenkins
   */
  Object call(Turn turn, String name, Object[] arguments) {
    Script blocks = build.program().blocks();
    if (!blocks.getMetaClass().respondsTo(blocks, name, arguments).isEmpty()) {
      return inGroovy(blocks, name, arguments);
    }
    Call call = Call.of(name, arguments);
    try {
      if (name.equals("parallel")) {
        return parallel(turn, call);
      }
      if (name.equals("timeout")) {
        return timeout(turn, call);
      }
      if (builtIn.containsKey(name)) {
        return builtIn.get(name).run(call);
      }
      if (ofPlugins.containsKey(name)) {
        return ofPlugin(turn, ofPlugins.get(name), call);
      }
    } catch (Exception e) {
      throw Throwables.unchecked(e);
    }
    TreeSet<String> known = new TreeSet<>(builtIn.keySet());
    known.addAll(ofPlugins.keySet());
    throw new NoSuchMethodError(
        "No such DSL method '%s' found among steps %s".formatted(name, known));
  }

  private static Object inGroovy(Script blocks, String name, Object[] arguments) {
    try {
      return InvokerHelper.invokeMethod(blocks, name, arguments);
    } catch (InvokerInvocationException e) {
      throw Throwables.unchecked(e.getCause());
    }
  }

  private Object parallel(Turn turn, Call call) {
    Map<String, Closure<?>> bodies = new LinkedHashMap<>();
    call.named().forEach((name, body) -> bodies.put(name, (Closure<?>) body));
    build.program().fork(bodies, new Join.Parallel(turn.branch().id(), bodies.size()));
    return suspend(call.name());
  }

  private Object timeout(Turn turn, Call call) {
    TimeUnit unit = TimeUnit.valueOf((String) call.named().getOrDefault("unit", "MINUTES"));
    Duration limit =
        Duration.of(call.argument("time", Number.class).longValue(), unit.toChronoUnit());
    Closure<?> body = call.body().orElseThrow();
    Join.Timeout join =
        new Join.Timeout(turn.branch().id(), build.installation().clock().instant().plus(limit));
    build
        .program()
        .fork(Map.of(call.name(), body), join)
        .forEach(branch -> build.arm(branch, join));
    return suspend(call.name());
  }

  private Object ofPlugin(Turn turn, StepDescriptor descriptor, Call call) throws Exception {
    BuildStepContext context = new BuildStepContext(build, turn.branch().id(), call.name());
    for (Class<?> required : descriptor.getRequiredContext()) {
      context.get(required);
    }
    StepExecution execution = made(descriptor, withNames(descriptor, call)).start(context);
    turn.branch().waitFor(execution);
    if (execution.start()) {
      turn.branch().waitForNothing();
      return context.endedAtOnce().orElse(null);
    }
    context.awaitEnd();
    return suspend(call.name());
  }

  /** As workflow-cps does it: by the descriptor if that has its own way. */
  private Step made(StepDescriptor descriptor, Map<String, Object> arguments) throws Exception {
    DataBinding.Bound.by(
        new DataBinding() {
          @Override
          public <T> T bind(Class<T> type, Map<String, Object> given) {
            return StepArguments.of(type).instantiate(given, build::println);
          }
        });
    boolean ownWay =
        descriptor.getClass().getMethod("newInstance", Map.class).getDeclaringClass()
            != StepDescriptor.class;
    return ownWay
        ? descriptor.newInstance(arguments)
        : StepArguments.of(descriptor.clazz).instantiate(arguments, build::println);
  }

  private static Map<String, Object> withNames(StepDescriptor descriptor, Call call) {
    if (call.positional().isEmpty()) {
      return call.named();
    }
    return Map.of(StepArguments.of(descriptor.clazz).soleRequired(), call.positional().get(0));
  }

  private static Object suspend(String name) {
    return Continuable.suspend(name, name);
  }
}
