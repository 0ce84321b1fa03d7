package io.jenkins.plugins.volumetransfer.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Pod;
import io.jenkins.plugins.volumetransfer.manifest.Labels;
import io.jenkins.plugins.volumetransfer.script.Script;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What an enemy tries from a pod: to run a command in the source by an answer, to read the
 * destination with a stolen certificate, to have a directory outside of a volume copied. Each is
 * refused; see EnemyTest, RsyncdModulesTest and SwapTest for more of each kind.
 */
class EnemyIT {
  /** The scripts' container in a pod of ours, and beside it an rsync daemon that is an enemy's. */
  private static final String ANSWER =
      """
      set -o errexit -o nounset
      dir=$(mktemp --directory)
      trap 'kill $(jobs -p) 2>/dev/null; rm --recursive "$dir"' EXIT
      mkdir "$dir"/{scripts,ipc,config,volumes,enemy,taken} "$dir/volumes/data"
      cd "$dir/scripts"
      printf '%s' "$2" | base64 --decode | gunzip | bash
      printf 'data\\t\\n' >"$dir/config/volumes"
      printf -- '--archive\\n' >"$dir/config/rsync-arguments"
      printf 'x' >"$dir/volumes/data/file"
      printf 'ext2/ext3 a[$(>%s)] 1 1 1 1 yes\\n' "$dir/a-command-ran" >"$dir/enemy/data.space"
      port=$((20000 + RANDOM % 10000))
      printf '%s\\n' "port = $port" 'address = 127.0.0.1' 'use chroot = no' "uid = $(id -u)" \\
        "gid = $(id -g)" '[data]' "path = $dir/taken" 'read only = no' \\
        '[data.space]' "path = $dir/enemy" >"$dir/rsyncd.conf"
      rsync --daemon --no-detach --log-file="$dir/log" --config="$dir/rsyncd.conf" >/dev/null 2>&1 &
      flock "$dir/ipc/stunnel-container-lock" sleep 60 >/dev/null 2>&1 &
      env IPC_DIRECTORY="$dir/ipc" CONFIG_DIRECTORY="$dir/config" VOLUMES_DIRECTORY="$dir/volumes" \\
        RESULT_FILE="$dir/result" TUNNEL_HOST=localhost TUNNEL_PORT="$port" TUNNEL_TIMEOUT_SECONDS=30 \\
        CHECK_SPACE=yes SPACE_CERTAIN=yes SPACE_SECONDS_MAX=5 \\
        bash "$dir/scripts/source-rsync.sh" >"$dir/output" 2>&1 || { cat "$dir/output"; exit 0; }
      cat "$dir/result" "$dir/taken/file"
      [ ! -e "$dir/a-command-ran" ] || printf ' a command ran'
      """;

  /** A stolen certificate ($4 ca, $5 certificate, $6 key) and all modules ($7) at $2:$3. */
  private static final String READ =
      """
      set -o nounset
      dir=$(mktemp --directory)
      trap 'kill $(jobs -p) 2>/dev/null; rm --recursive "$dir"' EXIT
      printf '%s' "$4" >"$dir/ca"
      printf '%s\\n%s' "$5" "$6" >"$dir/pair"
      chmod 600 "$dir"/*
      port=$((20000 + RANDOM % 10000))
      printf '%s\\n' 'foreground = yes' 'pid =' 'syslog = no' '[t]' 'client = yes' \\
        "accept = 127.0.0.1:$port" "connect = $2:$3" "cert = $dir/pair" "key = $dir/pair" >"$dir/conf"
      stunnel "$dir/conf" >"$dir/log" 2>&1 &
      for i in $(seq 50); do nc -z 127.0.0.1 "$port" 2>/dev/null && break; sleep 0.1; done
      mkdir "$dir/got"
      for module in $7; do
        url=rsync://root@127.0.0.1:$port/$module
        echo "== $module"
        timeout 20 rsync --recursive --list-only --timeout=10 "$url/" 2>&1
        timeout 20 rsync --recursive --copy-links --timeout=10 "$url/" "$dir/got/" 2>&1
        timeout 20 rsync --timeout=10 "$url/../data/only-here" "$dir/got/" 2>&1
        timeout 20 rsync --timeout=10 --block-size=1 --dry-run "$dir/conf" "$url/" 2>&1
      done
      grep --recursive --files-with-matches 'secret' "$dir/got"
      true
      """;

  /** For $2 seconds the directory `app` of the claim is sometimes a link out of it. */
  private static final String SWAP =
      """
      cd "$1" && end=$((SECONDS + $2))
      while ((SECONDS < end)); do
        for target in /etc /volume-transfer/certificates; do
          mv --no-target-directory app aside && ln --symbolic "$target" app
          rm app && mv --no-target-directory aside app
        done
      done
      """;

  private static TestBed bed;
  private static String source;
  private static String destination;

  @BeforeAll
  static void claims() throws Exception {
    bed = TestBed.open();
    source = bed.createNamespace("source");
    destination = bed.createNamespace("destination");
    for (String claim : List.of("data", "swapped")) {
      bed.createClaim(source, claim);
      bed.createClaim(destination, claim);
    }
  }

  @AfterAll
  static void clean() throws Exception {
    assertThat(bed.leftovers(source, destination)).isEmpty();
    bed.close();
  }

  @Test
  @DisplayName("a command in the destination's answer does not run in the source")
  void answer() throws Exception {
    String seen = new String(bed.onClaim(source, "data", ANSWER, scripts()));

    assertThat(seen).isEqualTo("data 0\nx");
  }

  @Test
  @DisplayName("a stolen certificate reads nothing of what only the destination has")
  void stolen() throws Exception {
    bed.onClaim(source, "data", "head --bytes=30M /dev/urandom >\"$1/big\"");
    bed.onClaim(destination, "data", "printf secret >\"$1/only-here\"");
    VolumeTransferCommand command =
        VolumeTransferCommand.start(
            bed.kubeconfig(),
            List.of(
                "transfer",
                "--from=" + source + "/data",
                "--to=" + destination + "/data",
                "--verify",
                "--no-delete",
                "--bandwidth-limit=500K",
                "--image=" + bed.image()));
    try {
      await()
          .atMost(Duration.ofSeconds(90))
          .pollInterval(Duration.ofMillis(300))
          .until(
              () ->
                  new String(bed.onClaim(destination, "data", "ls --almost-all \"$1\""))
                      .contains("big"));
      Map<String, String> secret =
          bed.client()
              .secrets()
              .inNamespace(source)
              .withLabel(Labels.MANAGED_BY, Labels.MANAGED_BY_US)
              .list()
              .getItems()
              .get(0)
              .getData();
      Pod pod =
          bed.client()
              .pods()
              .inNamespace(destination)
              .withLabel(Labels.MANAGED_BY, Labels.MANAGED_BY_US)
              .list()
              .getItems()
              .get(0);

      String seen =
          new String(
              bed.onClaim(
                  source,
                  "data",
                  READ,
                  pod.getStatus().getPodIP(),
                  "8443",
                  text(secret.get("ca.crt")),
                  text(secret.get("tls.crt")),
                  text(secret.get("tls.key")),
                  "data data.space data.work data.verify data.listing data.foreign data.links data.own"));

      assertThat(seen)
          .contains("== data.verify", "module is write only", "configured to refuse")
          .doesNotContain("only-here\n", "secret", "/got/");
    } finally {
      command.interrupt();
      command.outcome();
      command.close();
    }
  }

  @Test
  @DisplayName("a directory that becomes a link and a directory again is copied, or nothing is")
  void swapped() throws Exception {
    bed.onClaim(source, "swapped", "mkdir \"$1/app\"; printf here >\"$1/app/file\"");
    CompletableFuture<Void> application =
        CompletableFuture.runAsync(
            () -> {
              try {
                bed.onClaim(source, "swapped", SWAP, "25");
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    for (int i = 0; i < 3; i++) {
      VolumeTransferCommand.Outcome outcome =
          VolumeTransferCommand.run(
              bed.kubeconfig(),
              List.of(
                  "transfer",
                  "--from=" + source + "/swapped:app",
                  "--to=" + destination + "/swapped:copy",
                  "--verify",
                  "--topology=SINGLE",
                  "--retries=0",
                  "--image=" + bed.image()));
      String copied =
          new String(
              bed.onClaim(
                  destination, "swapped", "cd \"$1\"; [ ! -e copy ] || ls --almost-all copy"));

      assertThat(copied.strip()).isIn("", "file");
      assertThat(outcome.exitCode() == 0 || outcome.all().contains("SOURCE_MISSING"))
          .as(outcome.all())
          .isTrue();
    }
    application.get();
  }

  /** All scripts, as a script that writes them. */
  private static String scripts() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      for (Script script : Script.values()) {
        out.write(
            "mkdir --parents \"$(dirname %1$s)\"\ncat >%1$s <<'END OF SCRIPT'\n%2$sEND OF SCRIPT\n"
                .formatted(script.path(), script.text())
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }

  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
