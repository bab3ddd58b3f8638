package io.bytebucket.s3.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
  private final Map<String, String> secrets = new ConcurrentHashMap<>(Map.of("key", "secret"));
  private final SigningKeys keys = new SigningKeys(id -> Optional.ofNullable(secrets.get(id)));

  @Test
  void keyIsTheSameOnceRemembered() {
    SigningKeys.Candidate derived = keys.candidate(scope("key", "20130524"));
    keys.remember(derived);
    SigningKeys.Candidate remembered = keys.candidate(scope("key", "20130524"));
    assertThat(remembered.key()).isSameAs(derived.key());
    assertThat(remembered.signs("text", derived.key().sign("text"))).isTrue();
  }

  @Test
  void keyThatProvedNothingIsNotRemembered() {
    keys.candidate(scope("key", "20130524"));
    keys.candidate(scope("nobody", "20130524"));
    assertThat(keys.size()).isZero();
  }

  @Test
  void changedSecretIsUsedAtOnce() {
    SigningKeys.Candidate before = keys.candidate(scope("key", "20130524"));
    keys.remember(before);
    secrets.put("key", "changed");
    SigningKeys.Candidate after = keys.candidate(scope("key", "20130524"));
    assertThat(after.signs("text", before.key().sign("text"))).isFalse();
  }

  @Test
  void deletedKeySignsNothing() {
    SigningKeys.Candidate before = keys.candidate(scope("key", "20130524"));
    keys.remember(before);
    secrets.remove("key");
    SigningKeys.Candidate after = keys.candidate(scope("key", "20130524"));
    assertThat(after.exists()).isFalse();
    assertThat(after.signs("text", after.key().sign("text"))).isFalse();
  }

  @Test
  void memoryHasALimit() {
    for (int day = 0; day <= 2 * SigningKeys.REMEMBERED_LIMIT; day++) {
      keys.remember(keys.candidate(scope("key", Integer.toString(20_000_000 + day))));
      assertThat(keys.size()).isBetween(1, SigningKeys.REMEMBERED_LIMIT);
    }
  }

  private static CredentialScope scope(String key, String date) {
    return new CredentialScope(key, date, "us-east-1");
  }
}
