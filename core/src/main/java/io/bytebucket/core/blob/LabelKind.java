package io.bytebucket.core.blob;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;

/**
 * What a blob says that it is. The kind stands first in every label. The order of the constants is
 * part of the stored form.
 */
public enum LabelKind {
  /** All bytes of an object. */
  OBJECT,
  /** A part of an upload. */
  PART,
  /** Of which extents an object is made up; the bytes of the blob say that. */
  ASSEMBLY;

  private static final int VERSION = 1;
  private static final LabelKind[] KINDS = values();

  /** Begins a label of this kind. */
  public RecordWriter begin() {
    return new RecordWriter(VERSION).constant(this);
  }

  /** A label that was read as far as its kind. */
  public record Begun(LabelKind kind, RecordReader rest) {}

  /**
   * Begins to read a label that is not empty.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static Begun read(byte[] label) {
    RecordReader in = new RecordReader("label", label, VERSION);
    return new Begun(in.constant(KINDS), in);
  }
}
