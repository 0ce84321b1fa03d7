package io.jenkins.plugins.volumetransfer.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** What the system says of a file, for people: Java has its words in the names of classes. */
public final class FileError {
  private FileError() {}

  /** Half a sentence, such as {@code No space left on device}; the file's name is not in it. */
  public static String why(IOException error) {
    if (error instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    if (error instanceof AccessDeniedException) {
      return "Permission denied";
    }
    if (error instanceof FileAlreadyExistsException) {
      return "It is there already";
    }
    return Optional.of(error)
        .filter(FileSystemException.class::isInstance)
        .map(each -> ((FileSystemException) each).getReason())
        .or(() -> Optional.ofNullable(error.getMessage()))
        .orElseGet(() -> error.getClass().getSimpleName());
  }

  /**
   * The same as a sentence, with the file's name where it is known.
   *
   * @return empty: the system has not said this of a file
   */
  public static Optional<String> sentence(Throwable error) {
    if (error instanceof FileSystemException file && file.getFile() != null) {
      return Optional.of(file.getFile() + ": " + why(file));
    }
    if (error instanceof UncheckedIOException unchecked) {
      IOException cause = unchecked.getCause();
      // Whoever wrapped it may have said what was going on.
      boolean said = !unchecked.getMessage().equals(cause.toString());
      return sentence(cause)
          .map(
              words ->
                  said && unchecked.getMessage().contains(why(cause))
                      ? unchecked.getMessage()
                      : said ? unchecked.getMessage() + ": " + why(cause) : words);
    }
    // What a stream says that is written to or read from; subclasses are of other origins.
    return error instanceof IOException stream && error.getClass() == IOException.class
        ? Optional.of("a file can't be read or written: " + why(stream))
        : Optional.empty();
  }
}
