package io.bytebucket.core.secret;

import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.Transaction;
import java.util.Optional;

/**
 * The rows of one table that hold a secret each, or none. Without state.
 *
 * <p>What a row holds is authenticated by the name of its owner, so that name and secret go
 * together: see {@link SecretCipher#encrypt}.
 */
public interface SecretRows {
  /** What the key of every row begins with. */
  Key prefix();

  /** Whose the secret in a row is, whether the row can be read or not. */
  String owner(Key key);

  /**
   * The secret in a row.
   *
   * @return empty when the row holds none
   * @throws io.bytebucket.core.failure.StoreException with {@link
   *     io.bytebucket.core.failure.Failure.Corrupt} when the row is damaged
   */
  Optional<EncryptedSecret> secret(Key key, byte[] value);

  /** Writes a row that holds a secret again, with that one in its place and all else as it was. */
  void put(Transaction transaction, Row.Entry row, EncryptedSecret secret);
}
