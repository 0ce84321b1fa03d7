package io.jenkins.plugins.volumetransfer.spec;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How is compressed, where it is (rsync(1), {@code --compress-choice} and {@code
 * --compress-level}).
 *
 * @param level empty: what the algorithm takes for usual
 */
public record Compression(Algorithm algorithm, OptionalLong level) {
  /** Those of rsync 3.2 and up. */
  public enum Algorithm {
    /** The best that both sides have. */
    AUTO(22),
    ZSTD(22),
    /** Has no levels. */
    LZ4(0),
    ZLIBX(9),
    ZLIB(9);

    private final int levelMax;

    Algorithm(int levelMax) {
      this.levelMax = levelMax;
    }

    /** The highest of its levels, which begin with 1; 0: it has none. */
    public int levelMax() {
      return levelMax;
    }

    /** As rsync takes it; empty: nothing is said. */
    public Optional<String> argument() {
      return this == AUTO ? Optional.empty() : Optional.of(name().toLowerCase(Locale.ROOT));
    }
  }

  static final Compression USUAL = new Compression(Algorithm.AUTO, OptionalLong.empty());
}
