package io.bytebucket.core.access;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The stored form of a {@link User}; the access key id is in the key of the record. */
final class UserCodec {
  private static final int VERSION = 1;
  private static final AccessRule.Effect[] EFFECTS = AccessRule.Effect.values();

  private final SecretCipher cipher;

  UserCodec(SecretCipher cipher) {
    this.cipher = cipher;
  }

  byte[] encode(User user) {
    RecordWriter out =
        new RecordWriter(VERSION)
            .bytes(cipher.encrypt(user.accessKeyId(), user.secretAccessKey()))
            .number(user.createdAt().toEpochMilli())
            .number(user.rules().size());
    for (AccessRule rule : user.rules()) {
      out.constant(rule.effect()).texts(rule.buckets()).texts(rule.actions());
    }
    return out.toBytes();
  }

  User decode(String accessKeyId, byte[] bytes) {
    String secret = cipher.decrypt(accessKeyId, new RecordReader("user", bytes, VERSION).bytes());
    return withSecret(accessKeyId, bytes, secret);
  }

  /** The user of a record with another secret; the stored one need not be readable. */
  User withSecret(String accessKeyId, byte[] bytes, String secret) {
    RecordReader in = new RecordReader("user", bytes, VERSION);
    byte[] _ = in.bytes();
    Instant createdAt = Instant.ofEpochMilli(in.number());
    int count = in.count();
    List<AccessRule> rules = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rules.add(new AccessRule(in.constant(EFFECTS), in.texts(), in.texts()));
    }
    in.end();
    return new User(accessKeyId, secret, List.copyOf(rules), createdAt);
  }
}
