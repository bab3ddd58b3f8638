package io.bytebucket.core.signin;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.user.UserId;
import java.time.Instant;

/** The stored form of a {@link Session}; its hash is in the key of the record. */
public final class SessionCodec {
  private static final int VERSION = 1;

  private SessionCodec() {}

  static byte[] encode(Session session) {
    return new RecordWriter(VERSION)
        .text(session.userId().value())
        .text(session.accessKeyId())
        .bytes(session.proof())
        .number(session.createdAt().toEpochMilli())
        .number(session.lastSeenAt().toEpochMilli())
        .text(session.address())
        .text(session.agent())
        .toBytes();
  }

  /**
   * What is in a record.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static Session decode(SessionHash hash, byte[] bytes) {
    RecordReader in = new RecordReader("session", bytes, VERSION);
    Session session =
        new Session(
            hash,
            new UserId(in.text()),
            in.text(),
            in.bytes(),
            Instant.ofEpochMilli(in.number()),
            Instant.ofEpochMilli(in.number()),
            in.text(),
            in.text());
    in.end();
    return session;
  }
}
