package io.bytebucket.core.user;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.RecordWriter;
import io.bytebucket.core.secret.EncryptedSecret;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stored form of a {@link User}; the id is in the key of the record.
 *
 * <p>Version 1 is from when a user had one access key, whose id was its own: it holds that key's
 * secret, and the key has no record. It is read as a user with one key, and written anew as both
 * when the user or the key changes.
 */
public final class UserCodec {
  private static final int VERSION = 2;
  private static final AccessRule.Effect[] EFFECTS = AccessRule.Effect.values();

  private UserCodec() {}

  /**
   * A user as a record holds it.
   *
   * @param key the access key that stands in the same record, as it does in those of version 1
   */
  public record Stored(User user, Optional<AccessKeyCodec.Stored> key) {}

  /** The stored form of {@code user}, whose access keys are in records of their own. */
  public static byte[] encode(User user) {
    RecordWriter out =
        new RecordWriter(VERSION)
            .number(user.createdAt().toEpochMilli())
            .text(user.name())
            .flag(user.isEnabled())
            .texts(user.keyIds())
            .number(user.rules().size());
    for (AccessRule rule : user.rules()) {
      out.constant(rule.effect()).texts(rule.buckets()).texts(rule.actions());
    }
    return out.toBytes();
  }

  /**
   * What is in a record.
   *
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt}
   */
  public static Stored decode(UserId id, byte[] bytes) {
    RecordReader in = new RecordReader("user", bytes, VERSION);
    Stored stored = in.version() == 1 ? withItsKey(id, in) : alone(id, in);
    in.end();
    return stored;
  }

  private static Stored withItsKey(UserId id, RecordReader in) {
    String keyId = id.value();
    EncryptedSecret secret = new EncryptedSecret(in.bytes());
    Instant createdAt = Instant.ofEpochMilli(in.number());
    AccessKey key = new AccessKey(keyId, id, AccessKey.Status.ACTIVE, createdAt, Optional.empty());
    User user = new User(id, keyId, true, rules(in), List.of(keyId), createdAt);
    return new Stored(user, Optional.of(new AccessKeyCodec.Stored(key, secret)));
  }

  private static Stored alone(UserId id, RecordReader in) {
    Instant createdAt = Instant.ofEpochMilli(in.number());
    String name = in.text();
    boolean isEnabled = in.flag();
    List<String> keyIds = in.texts();
    User user = new User(id, name, isEnabled, rules(in), keyIds, createdAt);
    return new Stored(user, Optional.empty());
  }

  private static List<AccessRule> rules(RecordReader in) {
    int count = in.count();
    List<AccessRule> rules = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      rules.add(new AccessRule(in.constant(EFFECTS), in.texts(), in.texts()));
    }
    return List.copyOf(rules);
  }
}
