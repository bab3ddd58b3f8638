package io.bytebucket.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.access.Caller;
import io.bytebucket.core.user.AccessKey;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.SecretCipher;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.Users;
import io.bytebucket.testkit.memory.MemoryMetadataStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CachedCallersTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:20:30Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final Users users =
      new Users(
          new MemoryMetadataStore(),
          new SecretCipher(new byte[SecretCipher.KEY_BYTES], new SecureRandom()),
          CLOCK);
  private final CachedCallers callers = new CachedCallers(users, CLOCK);
  private final User anna = users.create("anna", List.of(AccessRule.FULL_ACCESS), "AK1", "first");

  private boolean mayEnter(String keyId) {
    Optional<Caller.Known> caller = callers.callerOf(keyId);
    assertThat(callers.secretOf(keyId).isPresent()).isEqualTo(caller.isPresent());
    caller.ifPresent(known -> assertThat(known.id()).isEqualTo(anna.id()));
    return caller.isPresent();
  }

  @Test
  void theUserIsTheSameWithEachKey() {
    users.addKey(anna.id(), "AK2", "second");
    assertThat(callers.callerOf("AK1")).isEqualTo(callers.callerOf("AK2")).isPresent();
    assertThat(callers.secretOf("AK1")).contains("first");
    assertThat(callers.secretOf("AK2")).contains("second");
  }

  @Test
  void whatIsTakenAwayIsGoneAtOnce() {
    users.addKey(anna.id(), "AK2", "second");
    assertThat(mayEnter("AK1")).isTrue();
    assertThat(mayEnter("AK2")).isTrue();

    users.changeKey("AK1", AccessKey.Status.INACTIVE, Optional.empty());
    assertThat(mayEnter("AK1")).isFalse();
    assertThat(mayEnter("AK2")).isTrue();
    users.changeKey("AK1", AccessKey.Status.ACTIVE, Optional.empty());
    assertThat(mayEnter("AK1")).isTrue();

    users.setEnabled(anna.id(), false);
    assertThat(mayEnter("AK1")).isFalse();
    assertThat(mayEnter("AK2")).isFalse();
    users.setEnabled(anna.id(), true);
    assertThat(mayEnter("AK2")).isTrue();

    users.removeKey("AK2");
    assertThat(mayEnter("AK2")).isFalse();
    users.remove(anna.id());
    assertThat(mayEnter("AK1")).isFalse();
  }

  @Test
  void whatIsGivenIsThereAtOnce() {
    assertThat(mayEnter("AK2")).isFalse();
    users.addKey(anna.id(), "AK2", "second");
    assertThat(mayEnter("AK2")).isTrue();
    users.replaceSecret("AK2", "third");
    assertThat(callers.secretOf("AK2")).contains("third");
  }

  @Test
  void aKeyThatIsOverIsAsIfItWereNotThere() {
    users.changeKey("AK1", AccessKey.Status.ACTIVE, Optional.of(NOW));
    assertThat(mayEnter("AK1")).isFalse();
    users.changeKey("AK1", AccessKey.Status.ACTIVE, Optional.of(NOW.plusSeconds(1)));
    assertThat(mayEnter("AK1")).isTrue();
  }
}
