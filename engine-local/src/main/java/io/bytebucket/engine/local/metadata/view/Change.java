package io.bytebucket.engine.local.metadata.view;

import io.bytebucket.core.store.Counters;
import org.jspecify.annotations.Nullable;

/** What a transaction does to one key. */
public sealed interface Change {
  /** The value that results over the value before; null stands for none. */
  byte @Nullable [] over(byte @Nullable [] before);

  /** Sets the value. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier that is written once and never compared
  record Put(byte[] value) implements Change {
    @Override
    public byte[] over(byte @Nullable [] before) {
      return value;
    }
  }

  /** Removes the value. */
  record Delete() implements Change {
    @Override
    public byte @Nullable [] over(byte @Nullable [] before) {
      return null;
    }
  }

  /** Adds to a counter; what it is added to need not be known before the commit. */
  record Add(long delta) implements Change {
    @Override
    public byte[] over(byte @Nullable [] before) {
      return settled(before).value();
    }

    /** The same with the number known, over the value before. */
    public Put settled(byte @Nullable [] before) {
      return new Put(Counters.encode((before == null ? 0 : Counters.decode(before)) + delta));
    }
  }
}
