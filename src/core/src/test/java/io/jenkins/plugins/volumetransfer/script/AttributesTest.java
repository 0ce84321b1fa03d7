package io.jenkins.plugins.volumetransfer.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Method: real rsync and stunnel; attributes are written and read by Java, not by rsync. */
@DisplayName("Extended attributes of files")
@Tag("integration")
class AttributesTest {
  private final TransferPods pods = new TransferPods().volume("data", "");

  @BeforeEach
  void fill() throws IOException {
    Path file = pods.sourceDirectory("data").resolve("file");
    Files.writeString(file, "text");
    assumeThat(Files.getFileStore(file).supportsFileAttributeView("user"))
        .as("the file system for temporary files knows extended attributes")
        .isTrue();
    attributes(file).write("kept", ByteBuffer.wrap(new byte[] {1, 2, 3}));
  }

  @AfterEach
  void end() {
    pods.close();
  }

  @Test
  @DisplayName("are copied with --xattrs")
  void copied() throws IOException {
    assertThat(attributesAfterCopy("--archive", "--xattrs")).containsExactly("kept");
  }

  @Test
  @DisplayName("are not copied without it, nor does anything fail for that")
  void left() throws IOException {
    assertThat(attributesAfterCopy("--archive")).isEmpty();
  }

  private List<String> attributesAfterCopy(String... arguments) throws IOException {
    pods.copyArguments(arguments);
    Container container = pods.startDestination().start(Script.SOURCE_SINGLE);
    assertThat(container.exitCode()).as(container.log()).isZero();
    return attributes(pods.destinationDirectory("data").resolve("file")).list();
  }

  private static UserDefinedFileAttributeView attributes(Path file) {
    return Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
  }
}
