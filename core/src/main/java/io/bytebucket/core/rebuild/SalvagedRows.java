package io.bytebucket.core.rebuild;

import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import java.util.Optional;
import java.util.function.Consumer;

/** What can still be read of damaged metadata. Nothing is written to them. For one thread. */
public interface SalvagedRows {
  /** Of metadata of which nothing is left. */
  SalvagedRows NONE =
      new SalvagedRows() {
        @Override
        public void forEach(Consumer<Row.Entry> action, Runnable stopPoint) {}

        @Override
        public Optional<byte[]> bulk(Key key, boolean isExpected) {
          return Optional.empty();
        }

        @Override
        public boolean mayBeLost(Key key) {
          return true;
        }

        @Override
        public Loss loss() {
          return new Loss(true, true, true, 0, 0);
        }
      };

  /**
   * Hands on every row that reads, but for bulk ones, in the order of their keys. Where a stretch
   * of keys does not read, it goes on behind it: no row is handed on of which a later state may
   * stand where nothing reads.
   *
   * @param stopPoint is called now and then, also while nothing reads, and throws when it is to end
   */
  void forEach(Consumer<Row.Entry> action, Runnable stopPoint);

  /**
   * A bulk value, if it is there and reads.
   *
   * @param isExpected whether it counts as lost when there is none
   */
  Optional<byte[]> bulk(Key key, boolean isExpected);

  /**
   * Whether a row may have stood under a key though none was handed on; false where it is known
   * that there was none. To be asked after {@link #forEach}.
   */
  boolean mayBeLost(Key key);

  /** What could not be read so far. */
  Loss loss();

  /**
   * What could not be read.
   *
   * @param isAll whether nothing could
   * @param isOfEarlier whether the log of the last writes, or which files count, did not read as a
   *     whole: then rows may be as they were before those
   * @param isRefused whether a start would not open it as it is, or somebody knows that files of it
   *     are gone
   * @param ranges how many stretches of keys
   * @param bulkValues how many bulk values
   */
  record Loss(boolean isAll, boolean isOfEarlier, boolean isRefused, long ranges, long bulkValues) {
    /** Whether nothing is known to be missing. */
    public boolean isNone() {
      return !isAll && !isOfEarlier && !isRefused && ranges == 0 && bulkValues == 0;
    }
  }
}
