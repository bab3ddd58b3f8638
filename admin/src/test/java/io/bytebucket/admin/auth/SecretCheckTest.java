package io.bytebucket.admin.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.user.Users;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.model.Stores;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What is done to find out whether a secret is right shows nothing of what there is. */
class SecretCheckTest {
  private final AdminFixture admin = new AdminFixture();

  /** Counts how often the store is asked. */
  private static final class Counted implements MetadataStore {
    private final MetadataStore store;
    int reads;

    Counted(MetadataStore store) {
      this.store = store;
    }

    @Override
    public <R> R read(Function<? super Snapshot, ? extends R> query) {
      reads++;
      return store.read(query);
    }

    @Override
    public <R> R write(Function<? super Transaction, ? extends R> change) {
      return store.write(change);
    }

    @Override
    public void close() {
      store.close();
    }
  }

  @Test
  void anUnknownKeyIsAsMuchWorkAsAKnownOne() {
    Counted store = new Counted(admin.metadata);
    SecretCheck secrets = new SecretCheck(new Users(store, Stores.cipher()), admin.clock);
    assertThat(secrets.check("AKIDNONE", "no")).isEmpty();
    for (String id : List.of(AdminFixture.ADMIN, "AKIDNONE")) {
      store.reads = 0;
      assertThat(secrets.check(id, "no")).isEmpty();
      assertThat(store.reads).as(id).isEqualTo(2);
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
