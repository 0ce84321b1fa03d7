package io.jenkins.plugins.volumetransfer.simulator.local.kubelet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The translation from a container to this machine")
class TranslationTest {

  private final Translation translation =
      new Translation(
          Path.of("/R"),
          List.of("/vt/ipc", "/vt/volumes/a", "/usr/share/x", "/vt/volumes/a-b/"),
          "127.7.0.9",
          "/dev/termination-log",
          Path.of("/R-log"));

  @ParameterizedTest(name = "{0} becomes {1}")
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "/vt/ipc,/R/vt/ipc",
        "/vt/ipc/done,/R/vt/ipc/done",
        "--dir=/vt/ipc:/vt/volumes/a/b,--dir=/R/vt/ipc:/R/vt/volumes/a/b",
        "/vt/volumes/a-b/c,/R/vt/volumes/a-b/c",
        "/vt/ipc2,/vt/ipc2",
        "/vt/ipc.conf,/vt/ipc.conf",
        "/vt/volumes,/R/vt/volumes",
        "ls /vt/volumes/,ls /R/vt/volumes/",
        "cd /vt/volumes/$NAME,cd /R/vt/volumes/$NAME",
        "/vt/volumes/other,/vt/volumes/other",
        "/usr/bin/rsync,/usr/bin/rsync",
        "/bin/bash,/bin/bash",
        "/other/vt/ipc,/other/vt/ipc",
        "$ROOT}/vt/ipc,$ROOT}/vt/ipc",
        "rsync://root@localhost/NAME,rsync://root@127.7.0.9/NAME",
        "accept = localhost:2222,accept = 127.7.0.9:2222",
        "address = 127.0.0.1,address = 127.7.0.9",
        "127.0.0.10,127.0.0.10",
        "1127.0.0.1,1127.0.0.1",
        "localhost.example,localhost.example",
        "my-localhost,my-localhost",
        "/dev/termination-log,/R-log",
        "/dev/termination-logs,/dev/termination-logs",
        "/,/"
      })
  void translates(String text, String expected) {
    assertThat(translation.apply(text)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} is left alone the second time")
  @CsvSource({"/vt/ipc/done", "/vt/volumes", "localhost", "/dev/termination-log"})
  void isIdempotent(String text) {
    String once = translation.apply(text);

    assertThat(translation.apply(once)).isEqualTo(once);
  }
}
