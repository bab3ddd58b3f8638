package io.bytebucket.core.saved;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import java.util.Map;

/** The stored form of a saved setting: texts by the names of its fields. */
public final class SavedCodec {
  private static final int VERSION = 1;

  private SavedCodec() {}

  static byte[] encode(Map<String, String> fields) {
    return new RecordWriter(VERSION).textMap(fields).toBytes();
  }

  /**
   * The fields that were stored.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static Map<String, String> decode(byte[] bytes) {
    RecordReader in = new RecordReader("saved setting", bytes, VERSION);
    Map<String, String> fields = in.textMap();
    in.end();
    return fields;
  }
}
