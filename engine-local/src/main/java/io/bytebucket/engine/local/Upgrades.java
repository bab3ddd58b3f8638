package io.bytebucket.engine.local;

import io.bytebucket.engine.local.file.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of a data directory from the format it has to the newest, in order. A process that dies
 * on the way leaves it at a step, and the next one goes on from there.
 *
 * <p>Who writes a new form of any record, file or row adds an {@link Upgrade} here, unless this
 * version was not released since the last one, and a line to the table of formats in {@code
 * docs/on-disk-format.md}. That is all it takes for a server of before to refuse the directory
 * instead of failing on what it cannot read.
 */
final class Upgrades {
  /** The first format there was. */
  static final int FIRST = 1;

  /** All there are; the last one makes the format of this version. */
  static final Upgrades ALL =
      new Upgrades(
          List.of(
              new Upgrade(
                  2,
                  "inline bytes whose checksum covers their id, and quarantined rows",
                  Upgrade.NOTHING_TO_REWRITE),
              new Upgrade(
                  3,
                  "files of blobs that say what they are, and objects that name such a file"
                      + " without a byte of it",
                  Upgrade.NOTHING_TO_REWRITE)));

  private static final Logger LOG = LoggerFactory.getLogger(Upgrades.class);

  private final List<Upgrade> steps;

  /** Those steps, the first of which leads from {@link #FIRST}. */
  Upgrades(List<Upgrade> steps) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).to() != FIRST + 1 + i) {
        throw new IllegalArgumentException("a format is left out, or comes twice");
      }
    }
    this.steps = List.copyOf(steps);
  }

  /** The format at the end of the way. */
  int newest() {
    return FIRST + steps.size();
  }

  /**
   * Brings a data directory to the newest format. Durable on return.
   *
   * @throws DataDirectoryException when it has a format that is not on the way
   */
  void bring(Disk disk, Path directory) throws IOException {
    FormatFile file = new FormatFile(disk, directory, newest());
    int from = file.number().orElseThrow();
    for (Upgrade step : steps.subList(from - FIRST, steps.size())) {
      step.action().run(disk, directory);
      file.write(step.to());
      LOG.atWarn()
          .addKeyValue("path", directory)
          .addKeyValue("format", step.to())
          .addKeyValue("brings", step.brings())
          .log("raised the format of the data directory: versions of before refuse it from now on");
    }
  }
}
