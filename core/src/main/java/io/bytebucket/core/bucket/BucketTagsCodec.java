package io.bytebucket.core.bucket;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import java.util.Map;

/** The stored form of the tags of a bucket. */
public final class BucketTagsCodec {
  private static final int VERSION = 1;

  private BucketTagsCodec() {}

  static byte[] encode(Map<String, String> tags) {
    return new RecordWriter(VERSION).textMap(tags).toBytes();
  }

  /**
   * The tags in a record, in the order they were given in.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static Map<String, String> decode(byte[] bytes) {
    RecordReader in = new RecordReader("bucket tags", bytes, VERSION);
    Map<String, String> tags = in.textMap();
    in.end();
    return tags;
  }
}
