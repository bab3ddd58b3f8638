package io.bytebucket.core.check;

import io.bytebucket.core.store.Key;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a repair does about a finding: some edits that are made together, in one commit, and only if
 * every row that they rely on is still as it was when the finding was made.
 */
public final class Remedy {
  /** Nothing can be done by itself. */
  static final Remedy NONE = new Remedy(Means.NONE, List.of());

  /** Nothing is done as long as there are rows in quarantine that might need it as it is. */
  static final Remedy HELD = new Remedy(Means.HELD, List.of());

  /** In what way something is dealt with. */
  public enum Means {
    /** It is put right, and nothing is lost by it. */
    MENDED,
    /** It is moved out of the way, as it is, so that the rest is served. */
    QUARANTINED,
    /** It stays: rows that cannot be read might need it. */
    HELD,
    /** It is named, and somebody has to decide. */
    NONE;

    /** Its name in documents. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A change to one row. */
  sealed interface Edit {
    /** Which row. */
    Key key();

    /** Goes on only if the value is this one. */
    @SuppressWarnings("ArrayRecordComponent") // compared by its bytes, where it is used
    record Expect(Key key, Optional<byte[]> seen) implements Edit {}

    /** Writes a value. */
    @SuppressWarnings("ArrayRecordComponent") // written once and never compared
    record Put(Key key, byte[] value) implements Edit {}

    /** Removes a row that is of no use to anybody. */
    record Delete(Key key) implements Edit {}

    /** Moves a row to the quarantine. */
    record Move(Key key) implements Edit {}

    /** Notes a row in the quarantine, with that value, and leaves what is there. */
    @SuppressWarnings("ArrayRecordComponent") // written once and never compared
    record Note(Key key, byte[] value) implements Edit {}

    /** Adds to a counter. */
    record Add(Key key, long delta) implements Edit {}

    /** Starts a counter anew, whatever its value was. */
    record Restart(Key key, long value) implements Edit {}
  }

  private final Means means;
  private final List<Edit> edits;

  private Remedy(Means means, List<Edit> edits) {
    this.means = means;
    this.edits = edits;
  }

  static Remedy mend(Edit... edits) {
    return new Remedy(Means.MENDED, List.of(edits));
  }

  static Remedy mend(List<Edit> edits) {
    return new Remedy(Means.MENDED, List.copyOf(edits));
  }

  static Remedy quarantine(List<Edit> edits) {
    return new Remedy(Means.QUARANTINED, List.copyOf(edits));
  }

  /** Moves one row to the quarantine, if it still has that value. */
  static Remedy quarantine(Key key, byte[] seen) {
    return quarantine(List.of(new Edit.Expect(key, Optional.of(seen)), new Edit.Move(key)));
  }

  /** In what way. */
  public Means means() {
    return means;
  }

  List<Edit> edits() {
    return edits;
  }

  /** What it holds in memory, in bytes. */
  long sizeBytes() {
    long sum = 64;
    for (Edit edit : edits) {
      sum += 64 + edit.key().bytes().length;
      sum +=
          switch (edit) {
            case Edit.Expect(Key _, Optional<byte[]> seen) ->
                seen.map(bytes -> bytes.length).orElse(0);
            case Edit.Put(Key _, byte[] value) -> value.length;
            case Edit.Note(Key _, byte[] value) -> value.length;
            case Edit.Delete _, Edit.Move _, Edit.Add _, Edit.Restart _ -> 0;
          };
    }
    return sum;
  }
}
