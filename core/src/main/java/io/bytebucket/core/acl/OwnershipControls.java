package io.bytebucket.core.acl;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import java.util.Optional;

/**
 * What is said about the ownership of the objects in a bucket.
 *
 * @param said none after it was deleted
 */
public record OwnershipControls(Optional<ObjectOwnership> said) {
  /** What a bucket has about which nothing was ever said. */
  public static final OwnershipControls DEFAULT =
      new OwnershipControls(Optional.of(ObjectOwnership.BUCKET_OWNER_PREFERRED));

  /** What is left when it is deleted. */
  public static final OwnershipControls DELETED = new OwnershipControls(Optional.empty());

  private static final int VERSION = 1;
  private static final ObjectOwnership[] CONSTANTS = ObjectOwnership.values();

  /** What is so: without anything said, as in the time before it could be said. */
  public ObjectOwnership inForce() {
    return said.orElse(ObjectOwnership.OBJECT_WRITER);
  }

  /** The stored form. */
  public byte[] encode() {
    RecordWriter out = new RecordWriter(VERSION).flag(said.isPresent());
    said.ifPresent(out::constant);
    return out.toBytes();
  }

  /**
   * What was stored.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static OwnershipControls decode(byte[] bytes) {
    RecordReader in = new RecordReader("ownership controls", bytes, VERSION);
    OwnershipControls controls =
        new OwnershipControls(in.flag() ? Optional.of(in.constant(CONSTANTS)) : Optional.empty());
    in.end();
    return controls;
  }
}
