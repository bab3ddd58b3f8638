package io.bytebucket.server.backup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a backup, which are spread over files: all rows at some time, and then what changed
 * from one backup to the next. Where several have a key, the latest holds. For one thread.
 */
final class RowChain implements AutoCloseable {
  private final List<Head> heads = new ArrayList<>();
  private Optional<StoredRow> next = Optional.empty();

  /** A file, and the row that comes next in it. */
  private static final class Head {
    private final RowsReader reader;
    private Optional<StoredRow> row;

    Head(RowsReader reader) {
      this.reader = reader;
      this.row = reader.next();
    }

    void advance() {
      row = reader.next();
    }
  }

  /**
   * The rows of these files.
   *
   * @param files the oldest first; none for no rows
   */
  RowChain(List<Path> files) {
    boolean isOpen = false;
    try {
      for (Path file : files) {
        heads.add(new Head(new RowsReader(file)));
      }
      advance();
      isOpen = true;
    } finally {
      if (!isOpen) {
        close();
      }
    }
  }

  /** The row that is next in key order, with a value; nothing at the end. */
  Optional<StoredRow> peek() {
    return next;
  }

  /** Goes on to the row after it. */
  void advance() {
    do {
      next = merged();
    } while (next.isPresent() && next.get().value().isEmpty());
  }

  private Optional<StoredRow> merged() {
    Optional<StoredRow> least = Optional.empty();
    // The latest file last, so that of equal keys its row is taken.
    for (Head head : heads) {
      if (head.row.isPresent()
          && (least.isEmpty() || head.row.get().key().compareTo(least.get().key()) <= 0)) {
        least = head.row;
      }
    }
    if (least.isPresent()) {
      for (Head head : heads) {
        if (head.row.isPresent() && head.row.get().key().equals(least.get().key())) {
          head.advance();
        }
      }
    }
    return least;
  }

  @Override
  public void close() {
    heads.forEach(head -> head.reader.close());
    heads.clear();
  }
}
