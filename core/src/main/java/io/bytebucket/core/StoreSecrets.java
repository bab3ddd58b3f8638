package io.bytebucket.core;

import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.secret.SecretRows;
import io.bytebucket.core.secret.StoredSecrets;
import io.bytebucket.core.signin.SecondFactorSecrets;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.user.Users;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Every place of a store where there are secrets. What is added here is encrypted anew as well. */
public final class StoreSecrets {
  private StoreSecrets() {}

  /**
   * All secrets of a store, which need not be open: for the upkeep, and for a command that counts
   * them by their encryption key or encrypts them anew.
   */
  public static StoredSecrets of(MetadataStore metadata, SecretCipher cipher, InstantSource clock) {
    List<SecretRows> tables = new ArrayList<>(Users.secretRows());
    tables.add(new SecondFactorSecrets());
    return new StoredSecrets(metadata, cipher, clock, tables);
  }
}
