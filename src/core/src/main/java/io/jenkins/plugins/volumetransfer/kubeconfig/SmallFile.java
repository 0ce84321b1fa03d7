package io.jenkins.plugins.volumetransfer.kubeconfig;

import io.jenkins.plugins.volumetransfer.spec.SpecException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that is read at once, so it must be one, and no larger than such files are. */
final class SmallFile {
  private static final int MIB = 1 << 20;
  private static final int MIB_MAX = 3;
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private SmallFile() {}

  /**
   * @param field that names it, for messages; empty: it is the kubeconfig itself
   */
  static byte[] bytes(String field, Path file) {
    String name = field.isEmpty() ? "" : "names " + file + ", which ";
    if (!Files.exists(file)) {
      throw new SpecException(field, name + "is not there" + advice(file));
    }
    if (Files.isDirectory(file)) {
      throw new SpecException(field, name + "is a directory; write the path of a file");
    }
    if (!Files.isRegularFile(file)) {
      throw new SpecException(field, name + "is a pipe or device; write it to a file first");
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] all = in.readNBytes(MIB_MAX * MIB + 1);
      if (all.length > MIB_MAX * MIB) {
        throw new SpecException(field, name + "is larger than " + MIB_MAX + " MiB");
      }
      return all;
    } catch (AccessDeniedException e) {
      throw new SpecException(field, name + "may not be read by this user");
    } catch (IOException e) {
      throw new SpecException(field, name + "can't be read: " + e.getMessage());
    }
  }

  private static String advice(Path file) {
    return file.toString().contains("~")
        ? "; only a shell knows what ~ is, write the whole path"
        : "";
  }

  static String text(String field, Path file) {
    return text(field, bytes(field, file));
  }

  static String text(String field, byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new SpecException(field, "is not written in UTF-8; convert it");
    }
  }
}
