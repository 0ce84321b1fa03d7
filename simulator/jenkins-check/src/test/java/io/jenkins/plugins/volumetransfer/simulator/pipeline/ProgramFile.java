package io.jenkins.plugins.volumetransfer.simulator.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jboss.marshalling.Marshaller;
import org.jboss.marshalling.Marshalling;
import org.jboss.marshalling.MarshallingConfiguration;
import org.jboss.marshalling.ObjectResolver;
import org.jboss.marshalling.SimpleClassResolver;
import org.jboss.marshalling.Unmarshaller;
import org.jboss.marshalling.river.RiverMarshallerFactory;

/**
 * A program on disk, written with the marshaller that Jenkins uses.
 *
 * <p>Refused are classes that Jenkins would refuse (JEP-200): those of libraries, which core is for
 * the plugin, as its jar does not ask to be let through.
 */
record ProgramFile(Path file) {

  private static final List<String> LET_THROUGH =
      List.of(
          "java.",
          "groovy.",
          "org.codehaus.groovy.",
          "com.cloudbees.groovy.",
          "com.google.common.collect.",
          "declarative.",
          "hudson.",
          "jenkins.",
          "org.jenkinsci.",
          "io.jenkins.plugins.volumetransfer.jenkins.",
          ProgramFile.class.getPackageName() + ".");

  /** Replaces what is there at once: a reader finds the old or the new state, never a part. */
  void write(Program program, Build build) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    MarshallingConfiguration configuration = new MarshallingConfiguration();
    configuration.setObjectResolver(new BuildIsAReference(build));
    try (OutputStream out = Files.newOutputStream(part);
        Marshaller marshaller = new RiverMarshallerFactory().createMarshaller(configuration)) {
      marshaller.start(Marshalling.createByteOutput(out));
      marshaller.writeObject(program);
      marshaller.finish();
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * Reads it back.
   *
   * @param scripts has the classes of the scripts of this life of the build
   */
  Program read(ClassLoader scripts, Build build) throws IOException {
    MarshallingConfiguration configuration = new MarshallingConfiguration();
    configuration.setObjectResolver(new BuildIsAReference(build));
    configuration.setClassResolver(new SimpleClassResolver(scripts));
    try (InputStream in = Files.newInputStream(file);
        Unmarshaller unmarshaller =
            new RiverMarshallerFactory().createUnmarshaller(configuration)) {
      unmarshaller.start(Marshalling.createByteInput(in));
      return (Program) unmarshaller.readObject();
    } catch (ClassNotFoundException e) {
      throw new IOException("a class of the saved program is gone", e);
    }
  }

  /** Stands for the build wherever something that is saved knows it. */
  private record Reference() implements Serializable {}

  private record BuildIsAReference(Build build) implements ObjectResolver {

    @Override
    public Object readResolve(Object read) {
      return read instanceof Reference ? build : read;
    }

    @Override
    public Object writeReplace(Object written) {
      if (written == build) {
        return new Reference();
      }
      refuseWhatJenkinsRefuses(written.getClass());
      return written;
    }

    private static void refuseWhatJenkinsRefuses(Class<?> type) {
      Class<?> element = type;
      while (element.isArray()) {
        element = element.getComponentType();
      }
      String name = element.getName();
      boolean ofAScript = !name.contains(".");
      if (!ofAScript && LET_THROUGH.stream().noneMatch(name::startsWith)) {
        throw new IllegalStateException(
            new NotSerializableException("Jenkins would not save an object of class " + name));
      }
    }
  }
}
