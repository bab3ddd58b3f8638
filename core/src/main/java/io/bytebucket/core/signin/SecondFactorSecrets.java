package io.bytebucket.core.signin;

import io.bytebucket.core.schema.SignInKeys;
import io.bytebucket.core.secret.EncryptedSecret;
import io.bytebucket.core.secret.SecretRows;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.Transaction;
import io.bytebucket.core.user.UserId;
import java.util.Optional;

/** Where the secrets of second factors are. */
public final class SecondFactorSecrets implements SecretRows {
  /** What no id of an access key begins with: so that neither is taken for the other. */
  private static final String OWNER = "second factor/";

  static String owner(String userId) {
    return OWNER + userId;
  }

  /** Whose second factor goes by that name of an owner; empty when it is no second factor's. */
  public static Optional<UserId> userOf(String owner) {
    return owner.startsWith(OWNER)
        ? Optional.of(new UserId(owner.substring(OWNER.length())))
        : Optional.empty();
  }

  @Override
  public Key prefix() {
    return SignInKeys.secondFactors();
  }

  @Override
  public String owner(Key key) {
    return owner(SignInKeys.userOfSecondFactor(key));
  }

  @Override
  public Optional<EncryptedSecret> secret(Key key, byte[] value) {
    return Optional.of(SecondFactorCodec.decode(value).secret());
  }

  @Override
  public void put(Transaction transaction, Row.Entry row, EncryptedSecret secret) {
    SecondFactor factor = SecondFactorCodec.decode(row.value());
    transaction.put(row.key(), SecondFactorCodec.encode(factor.with(secret)));
  }
}
