package io.bytebucket.core.bucket;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import java.util.Map;

/**
 * The policy of a bucket as it is stored: the document as it was sent, and who was meant by each
 * name in it when it was. So a user who gets the name of another one later inherits nothing.
 */
public final class StoredPolicy {
  private static final int VERSION = 1;

  private final byte[] document;
  private final Map<String, String> principals;

  /**
   * A policy.
   *
   * @param document not to be changed
   * @param principals the id of the user behind each name; empty where it is the whole account
   */
  public StoredPolicy(byte[] document, Map<String, String> principals) {
    this.document = document;
    this.principals = Map.copyOf(principals);
  }

  /** As it was sent; not to be changed. */
  public byte[] document() {
    return document;
  }

  /** The id of the user behind each name; empty where it is the whole account. */
  public Map<String, String> principals() {
    return principals;
  }

  byte[] encode() {
    return new RecordWriter(VERSION).bytes(document).textMap(principals).toBytes();
  }

  /**
   * The policy in a record.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static StoredPolicy decode(byte[] bytes) {
    RecordReader in = new RecordReader("bucket policy", bytes, VERSION);
    StoredPolicy policy = new StoredPolicy(in.bytes(), in.textMap());
    in.end();
    return policy;
  }
}
