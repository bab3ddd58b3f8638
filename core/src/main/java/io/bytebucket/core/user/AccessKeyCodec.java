package io.bytebucket.core.user;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.secret.EncryptedSecret;
import java.time.Instant;
import java.util.Optional;

/** The stored form of an {@link AccessKey} with its secret; the id is in the key of the record. */
public final class AccessKeyCodec {
  private static final int VERSION = 1;
  private static final AccessKey.Status[] STATUSES = AccessKey.Status.values();

  private AccessKeyCodec() {}

  /** A key and its secret, as a record holds them. */
  public record Stored(AccessKey key, EncryptedSecret secret) {}

  static byte[] encode(Stored stored) {
    AccessKey key = stored.key();
    RecordWriter out =
        new RecordWriter(VERSION)
            .text(key.userId().value())
            .bytes(stored.secret().bytes())
            .constant(key.status())
            .number(key.createdAt().toEpochMilli())
            .flag(key.expiresAt().isPresent());
    key.expiresAt().ifPresent(end -> out.number(end.toEpochMilli()));
    return out.toBytes();
  }

  /**
   * What is in a record.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static Stored decode(String keyId, byte[] bytes) {
    RecordReader in = new RecordReader("access key", bytes, VERSION);
    UserId userId = new UserId(in.text());
    EncryptedSecret secret = new EncryptedSecret(in.bytes());
    AccessKey key =
        new AccessKey(
            keyId,
            userId,
            in.constant(STATUSES),
            Instant.ofEpochMilli(in.number()),
            in.flag() ? Optional.of(Instant.ofEpochMilli(in.number())) : Optional.empty());
    in.end();
    return new Stored(key, secret);
  }
}
