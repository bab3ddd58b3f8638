package io.bytebucket.engine.local.metadata.view;

import io.bytebucket.core.store.Counters;
import org.jspecify.annotations.Nullable;

/** What a transaction does with the value of one key. */
public sealed interface Change {
  /** The value after the change, given the value before it. Null stands for no value. */
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

  /** Adds to a counter, whose value need not be known before the commit. */
  record Add(long delta) implements Change {
    @Override
    public byte[] over(byte @Nullable [] before) {
      return settled(before).value();
    }

    /** The sum itself, given the value before. */
    public Put settled(byte @Nullable [] before) {
      return new Put(Counters.encode((before == null ? 0 : Counters.decode(before)) + delta));
    }
  }
}
