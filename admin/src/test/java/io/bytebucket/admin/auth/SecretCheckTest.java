package io.bytebucket.admin.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.user.LastUses;
import io.bytebucket.core.user.Users;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.memory.HookedMetadataStore;
import io.bytebucket.testkit.model.Stores;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is done to find out whether a secret is right shows nothing of what there is. */
class SecretCheckTest {
  private final AdminFixture admin = new AdminFixture();

  @Test
  void anUnknownKeyIsAsMuchWorkAsAKnownOne() {
    AtomicInteger reads = new AtomicInteger();
    HookedMetadataStore store = new HookedMetadataStore(admin.metadata);
    store.beforeRead(reads::incrementAndGet);
    SecretCheck secrets =
        new SecretCheck(
            new Users(store, Stores.cipher(), new LastUses(store, admin.clock)), admin.clock);
    assertThat(secrets.check("AKIDNONE", "no")).isEmpty();
    for (String id : List.of(AdminFixture.ADMIN, "AKIDNONE")) {
      reads.set(0);
      assertThat(secrets.check(id, "no")).isEmpty();
      assertThat(reads).as(id).hasValue(2);
    }
    assertThat(secrets.check(AdminFixture.ADMIN, AdminFixture.secret(AdminFixture.ADMIN)))
        .isPresent();
  }

  @Test
  void aSecretThatCannotBeReadIsNobodys() {
    admin.metadata.write(transaction -> {
      byte[] record = transaction.get(Keyspace.accessKey(AdminFixture.READER)).orElseThrow();
      record[record.length - 20] ^= 1;
      transaction.put(Keyspace.accessKey(AdminFixture.READER), record);
      return record.length;
    });
    RawResponse answer =
        admin.send(AdminFixture.by(AdminFixture.READER, AdminFixture.request("GET", "/api/users")));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(AdminFixture.code(answer)).isEqualTo("InvalidCredentials");
  }
}
