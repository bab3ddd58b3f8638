package io.bytebucket.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.Store;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.user.AccessKey;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.NewKey;
import io.bytebucket.core.user.NewUser;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserChanges;
import io.bytebucket.core.user.UserServices;
import io.bytebucket.engine.memory.MemoryMetadataStore;
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

  private final UserServices services =
      Store.usersOf(
          new MemoryMetadataStore(),
          new SecretCipher(new byte[SecretCipher.KEY_BYTES], new SecureRandom()),
          CLOCK);
  private final UserChanges changes = services.changes();
  private final CachedCallers callers =
      new CachedCallers(services.users(), services.lastUses(), CLOCK);
  private final User anna =
      changes
          .create(NewUser.of("anna", List.of(AccessRule.FULL_ACCESS), "AK1", "the first"))
          .user();

  CachedCallersTest() {
    services.recovery().reset("AKROOT", "another administrator");
  }

  private boolean mayEnter(String keyId) {
    Optional<Caller.Known> caller = callers.callerOf(keyId);
    assertThat(callers.secretOf(keyId).isPresent()).isEqualTo(caller.isPresent());
    caller.ifPresent(known -> assertThat(known.id()).isEqualTo(anna.id()));
    return caller.isPresent();
  }

  @Test
  void theUserIsTheSameWithEachKey() {
    changes.addKey(anna.id(), NewKey.of("AK2", "the second"));
    assertThat(callers.callerOf("AK1")).isEqualTo(callers.callerOf("AK2")).isPresent();
    assertThat(callers.secretOf("AK1")).contains("the first");
    assertThat(callers.secretOf("AK2")).contains("the second");
  }

  @Test
  void whatIsTakenAwayIsGoneAtOnce() {
    changes.addKey(anna.id(), NewKey.of("AK2", "the second"));
    assertThat(mayEnter("AK1")).isTrue();
    assertThat(mayEnter("AK2")).isTrue();

    changes.changeKey("AK1", AccessKey.Status.INACTIVE, Optional.empty());
    assertThat(mayEnter("AK1")).isFalse();
    assertThat(mayEnter("AK2")).isTrue();
    changes.changeKey("AK1", AccessKey.Status.ACTIVE, Optional.empty());
    assertThat(mayEnter("AK1")).isTrue();

    changes.setEnabled(anna.id(), false);
    assertThat(mayEnter("AK1")).isFalse();
    assertThat(mayEnter("AK2")).isFalse();
    changes.setEnabled(anna.id(), true);
    assertThat(mayEnter("AK2")).isTrue();

    changes.removeKey("AK2");
    assertThat(mayEnter("AK2")).isFalse();
    changes.remove(anna.id());
    assertThat(mayEnter("AK1")).isFalse();
  }

  @Test
  void whatIsGivenIsThereAtOnce() {
    assertThat(mayEnter("AK2")).isFalse();
    changes.addKey(anna.id(), NewKey.of("AK2", "the second"));
    assertThat(mayEnter("AK2")).isTrue();
    changes.replaceSecret("AK2", Optional.of("the third"));
    assertThat(callers.secretOf("AK2")).contains("the third");
  }

  @Test
  void aKeyThatIsOverIsAsIfItWereNotThere() {
    changes.changeKey("AK1", AccessKey.Status.ACTIVE, Optional.of(NOW));
    assertThat(mayEnter("AK1")).isFalse();
    changes.changeKey("AK1", AccessKey.Status.ACTIVE, Optional.of(NOW.plusSeconds(1)));
    assertThat(mayEnter("AK1")).isTrue();
  }

  @Test
  void aKeyIsUsedByWhoProvedToHoldItAndNotByWhoNamesIt() {
    assertThat(callers.secretOf("AK1")).isPresent();
    services.lastUses().write();
    assertThat(services.users().state(anna.id()).orElseThrow().lastSeenAt()).isEmpty();
    assertThat(callers.callerOf("AK1")).isPresent();
    assertThat(callers.callerOf("AK1")).isPresent();
    services.lastUses().write();
    assertThat(services.users().state(anna.id()).orElseThrow().lastSeenAt()).contains(NOW);
  }
}
