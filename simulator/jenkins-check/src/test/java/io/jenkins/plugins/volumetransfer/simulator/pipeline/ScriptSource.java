package io.jenkins.plugins.volumetransfer.simulator.pipeline;

import com.cloudbees.groovy.cps.CpsTransformer;
import groovy.lang.GroovyClassLoader;
import groovy.lang.Script;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.codehaus.groovy.control.CompilerConfiguration;

/**
 * The text of a pipeline, compiled anew for each life of a build, as Jenkins does.
 *
 * @param text scripted or declarative
 */
record ScriptSource(String text) {

  private static final String PIPELINE = "WorkflowScript";
  private static final String BLOCKS = "Blocks";
  private static final String SECTIONS = "Declarative";

  /** Compiles the pipeline and the steps that are written in Groovy. */
  Compiled compile() {
    CompilerConfiguration configuration = new CompilerConfiguration();
    configuration.addCompilationCustomizers(new CpsTransformer());
    configuration.setScriptBaseClass(PipelineScript.class.getName());
    GroovyClassLoader loader =
        new GroovyClassLoader(ScriptSource.class.getClassLoader(), configuration);
    loader.parseClass(resource(SECTIONS + ".groovy"), SECTIONS + ".groovy");
    return new Compiled(
        loader,
        script(loader, text, PIPELINE),
        script(loader, resource(BLOCKS + ".groovy"), BLOCKS));
  }

  private static Class<? extends Script> script(
      GroovyClassLoader loader, String text, String name) {
    Class<?> parsed = loader.parseClass(text, name + ".groovy");
    return parsed.asSubclass(Script.class);
  }

  private static String resource(String name) {
    try (InputStream in = ScriptSource.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The classes of one life of a build. */
  record Compiled(
      GroovyClassLoader loader, Class<? extends Script> pipeline, Class<? extends Script> blocks) {

    Script newPipeline() {
      return instance(pipeline);
    }

    Script newBlocks() {
      return instance(blocks);
    }

    private static Script instance(Class<? extends Script> type) {
      try {
        return type.getDeclaredConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot make the script " + type.getName(), e);
      }
    }
  }
}
