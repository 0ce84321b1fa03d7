package io.jenkins.plugins.volumetransfer.spec;

/** What a text must look like. */
@FunctionalInterface
interface TextRule {
  TextRule ANY = (path, text) -> {};

  /**
   * @param path of the field, for the error
   * @throws SpecException if it looks otherwise, with what to write
   */
  void check(String path, String text);
}
