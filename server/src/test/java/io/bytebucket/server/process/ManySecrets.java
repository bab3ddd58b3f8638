package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.StoreSecrets;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.secret.SecretCount;
import io.bytebucket.core.secret.SecretPass;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.user.Users;
import io.bytebucket.engine.local.LocalEngine;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/**
 * A store with many secrets that nobody else has open, all under one key, and the keys that they go
 * through. For one thread.
 */
final class ManySecrets {
  private static final String TEMPLATE = "AKTEMPLATE";
  private static final int BATCH = 1_000;

  private final Path directory;
  private final int count;
  private int keyNumber = 2;

  private ManySecrets(Path directory, int count) {
    this.directory = directory;
    this.count = count;
  }

  /** Makes them under the first key; the present one is the second. */
  static ManySecrets make(Path directory, int count) {
    ManySecrets made = new ManySecrets(directory, count);
    SecretCipher cipher = new SecretCipher(bytes(key(1)), new SecureRandom());
    try (LocalEngine engine = LocalEngine.open(directory, Keyspace.BULK_TAG)) {
      MetadataStore metadata = engine.metadata();
      Store.usersOf(metadata, cipher, Clock.systemUTC()).recovery().createFirst(TEMPLATE, "x");
      for (int from = 1; from < count; from += BATCH) {
        int first = from;
        metadata.write(transaction -> {
          byte[] template = transaction.get(Keyspace.accessKey(TEMPLATE)).orElseThrow();
          for (int i = first; i < Math.min(first + BATCH, count); i++) {
            Key row = Keyspace.accessKey(keyId(i));
            Users.secretRows()
                .getFirst()
                .put(
                    transaction, new Row.Entry(row, template), cipher.encrypt(keyId(i), secret(i)));
          }
          return first;
        });
      }
    }
    return made;
  }

  Path directory() {
    return directory;
  }

  int count() {
    return count;
  }

  /** The key that they shall be under. */
  String key() {
    return key(keyNumber);
  }

  /** The key of before. */
  String previousKey() {
    return key(keyNumber - 1);
  }

  /** From now on they shall be under another one. */
  void nextKey() {
    keyNumber++;
  }

  /** Reads every one of them and compares it; how many are under the new key. */
  long requireReadable() {
    try (MetadataStore metadata = LocalEngine.look(directory, Keyspace.BULK_TAG)) {
      SecretCount found = StoreSecrets.of(metadata, between(), Clock.systemUTC()).count();
      assertThat(found.named()).isEmpty();
      assertThat(found.present() + found.previous()).isEqualTo(count);
      Users users = Store.usersOf(metadata, between(), Clock.systemUTC()).users();
      for (int i = 1; i < count; i++) {
        assertThat(users.find(keyId(i)).orElseThrow().secret()).isEqualTo(secret(i));
      }
      return found.present();
    }
  }

  /** Brings what is left under the new key, in this process. */
  SecretCount finish() {
    try (LocalEngine engine = LocalEngine.open(directory, Keyspace.BULK_TAG)) {
      SecretPass pass = StoreSecrets.of(engine.metadata(), between(), Clock.systemUTC()).pass();
      boolean isMore = true;
      while (isMore) {
        isMore = pass.step();
      }
      assertThat(pass.count().isAllPresent()).isTrue();
      return pass.count();
    }
  }

  private SecretCipher between() {
    return SecretCipher.between(bytes(key()), bytes(previousKey()), new SecureRandom());
  }

  private static String key(int number) {
    return "rotation-test-key-with-no-%06d".formatted(number);
  }

  private static byte[] bytes(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }

  private static String keyId(int number) {
    return "AK%08d".formatted(number);
  }

  private static String secret(int number) {
    return "the secret of number " + number;
  }
}
