package io.bytebucket.core.store;

/** One row of a scan. */
public sealed interface Row {
  /** The key, or the prefix that stands for several. */
  Key key();

  /**
   * The row as one key with its value; for scans without a fold.
   *
   * @throws IllegalStateException when it stands for several keys
   */
  default Entry entry() {
    return switch (this) {
      case Entry entry -> entry;
      case Folded folded -> throw new IllegalStateException("a row was folded unasked");
    };
  }

  /**
   * A key with its value.
   *
   * @param value must not be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier that is written once and never compared
  record Entry(Key key, byte[] value) implements Row {}

  /**
   * One or more keys that a fold put together.
   *
   * @param key the bytes that they share, up to and including the delimiter
   */
  record Folded(Key key) implements Row {}
}
