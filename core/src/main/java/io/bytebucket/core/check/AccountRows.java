package io.bytebucket.core.check;

import io.bytebucket.core.check.Finding.Kind;
import io.bytebucket.core.check.Remedy.Edit;
import io.bytebucket.core.schema.AccountKeys;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.Keyspace.SystemRecord;
import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.SignInKeys;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.signin.SecondFactorCodec;
import io.bytebucket.core.signin.Session;
import io.bytebucket.core.signin.SessionCodec;
import io.bytebucket.core.signin.SessionHash;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.user.AccessKey;
import io.bytebucket.core.user.AccessKeyCodec;
import io.bytebucket.core.user.CanonicalId;
import io.bytebucket.core.user.LastUses;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserCodec;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.UserIndex;
import io.bytebucket.core.user.UserLimitsCodec;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Users, access keys, and what finds them; sessions. Secrets are not looked at: without the key
 * that encrypts them nothing can be said of them.
 */
final class AccountRows {
  private static final Key INDEXED = Keyspace.system(SystemRecord.USERS_INDEXED);

  private final Pass pass;

  AccountRows(Pass pass) {
    this.pass = pass;
  }

  void read(StoredKey stored, Row.Entry row) {
    byte[] value = row.value();
    switch (stored) {
      case StoredKey.OfUser(String id) -> user(UserCodec.decode(new UserId(id), value), row);
      case StoredKey.OfAccessKey(String id) ->
          accessKey(AccessKeyCodec.decode(id, value).key(), row);
      case StoredKey.OfUserName(String name) -> {
        UserId id = UserIndex.decode(value);
        boolean isRight =
            userOf(id)
                .filter(user -> user.name().toLowerCase(Locale.ROOT).equals(name))
                .isPresent();
        requireIndex(isRight, name, "the name of nobody", row);
      }
      case StoredKey.OfCanonicalId(String canonicalId) -> {
        UserId id = UserIndex.decode(value);
        boolean isRight = userOf(id).isPresent() && CanonicalId.of(id).equals(canonicalId);
        requireIndex(isRight, canonicalId, "the canonical id of nobody", row);
      }
      case StoredKey.OfAdministrator(String userId) -> {
        new RecordReader("administrator", value, 1).end();
        requireIndex(
            userOf(new UserId(userId)).isPresent(), userId, "an administrator who is nobody", row);
      }
      case StoredKey.OfLastUse(String _), StoredKey.OfLastSeen(String _) -> LastUses.decode(value);
      case StoredKey.OfUserLimits(String _) -> UserLimitsCodec.decode(value);
      case StoredKey.OfSession(String hash) ->
          session(hash, SessionCodec.decode(new SessionHash(hash), value), row);
      case StoredKey.OfSessionOfUser(String userId, String hash) ->
          noteOfSession(userId, hash, row);
      case StoredKey.OfSecondFactor(String _) -> SecondFactorCodec.decode(value);
      default -> throw new IllegalArgumentException("a row of another table");
    }
  }

  /** The user, unless there is none or its record cannot be read. */
  private Optional<User> userOf(UserId id) {
    try {
      return pass.get(Keyspace.user(id.value())).map(bytes -> UserCodec.decode(id, bytes).user());
    } catch (RuntimeException e) {
      Damage.requireOf(e);
      return Optional.empty();
    }
  }

  private void user(UserCodec.Stored stored, Row.Entry row) {
    User user = stored.user();
    // A record of version 1 is that of the key, too.
    if (stored.key().isEmpty()) {
      keys(user, row);
    }
    if (pass.get(INDEXED).isEmpty()) {
      return;
    }
    boolean isFound =
        names(AccountKeys.canonicalId(CanonicalId.of(user.id())), user)
            && pass.get(AccountKeys.userName(user.name())).isPresent();
    if (!isFound) {
      pass.found(
          Kind.USER_INDEX,
          new Place.OfAccount(user.id().value()),
          "cannot be found by its name or its canonical id",
          Remedy.mend(new Edit.Delete(INDEXED)));
    }
  }

  /**
   * A user lets go of keys that are not there. Whether it is an administrator still, who can sign
   * in, is found out when the index is made anew.
   */
  private void keys(User user, Row.Entry row) {
    List<String> there = user.keyIds().stream().filter(keyId -> isOf(user, keyId)).toList();
    if (there.size() == user.keyIds().size()) {
      return;
    }
    User without =
        new User(user.id(), user.name(), user.isEnabled(), user.rules(), there, user.createdAt());
    pass.found(
        Kind.ACCESS_KEY,
        new Place.OfAccount(user.id().value()),
        "has access keys that are not there",
        Remedy.mend(
            new Edit.Expect(row.key(), Optional.of(row.value())),
            new Edit.Put(row.key(), UserCodec.encode(without)),
            new Edit.Delete(AccountKeys.administrator(user.id().value())),
            new Edit.Delete(INDEXED)));
  }

  private boolean isOf(User user, String keyId) {
    try {
      return pass.get(Keyspace.accessKey(keyId))
          .filter(bytes -> AccessKeyCodec.decode(keyId, bytes).key().userId().equals(user.id()))
          .isPresent();
    } catch (RuntimeException e) {
      Damage.requireOf(e);
      return false;
    }
  }

  private boolean names(Key key, User user) {
    try {
      return pass.get(key).map(UserIndex::decode).filter(user.id()::equals).isPresent();
    } catch (RuntimeException e) {
      Damage.requireOf(e);
      return false;
    }
  }

  private void accessKey(AccessKey key, Row.Entry row) {
    if (userOf(key.userId()).filter(user -> user.keyIds().contains(key.id())).isEmpty()) {
      pass.found(
          Kind.ACCESS_KEY,
          new Place.OfAccount(key.id()),
          "is not among the keys of its user",
          Remedy.quarantine(row.key(), row.value()));
    }
  }

  private void requireIndex(boolean holds, String id, String otherwise, Row.Entry row) {
    if (!holds) {
      pass.found(
          Kind.USER_INDEX,
          new Place.OfAccount(id),
          otherwise,
          Remedy.mend(
              new Edit.Expect(row.key(), Optional.of(row.value())), new Edit.Delete(row.key())));
    }
  }

  private void session(String hash, Session session, Row.Entry row) {
    Key note = SignInKeys.sessionOf(session.userId().value(), HexFormat.of().parseHex(hash));
    if (pass.get(note).isEmpty()) {
      found(hash, "is not among those of its user", row);
    }
  }

  private void noteOfSession(String userId, String hash, Row.Entry row) {
    if (pass.get(SignInKeys.session(HexFormat.of().parseHex(hash))).isEmpty()) {
      found(hash, "is noted of " + userId + ", and is not there", row);
    }
  }

  private void found(String hash, String detail, Row.Entry row) {
    pass.found(Kind.SESSION, new Place.OfStore("session " + hash), detail, deleted(row));
  }

  private static Remedy deleted(Row.Entry row) {
    return Remedy.mend(
        new Edit.Expect(row.key(), Optional.of(row.value())), new Edit.Delete(row.key()));
  }

  /**
   * A record that cannot be read. What finds users is made anew at the next start; who has a
   * session signs in again. A second factor stays: without it a secret alone would do.
   */
  void unreadable(StoredKey stored, Row.Entry row, RuntimeException e) {
    switch (stored) {
      case StoredKey.OfUser(String id) ->
          pass.unreadable(
              row, new Place.OfAccount(id), e, Remedy.quarantine(row.key(), row.value()));
      case StoredKey.OfAccessKey(String id) ->
          pass.unreadable(
              row, new Place.OfAccount(id), e, Remedy.quarantine(row.key(), row.value()));
      case StoredKey.OfUserLimits(String id) ->
          pass.unreadable(
              row, new Place.OfAccount(id), e, Remedy.quarantine(row.key(), row.value()));
      case StoredKey.OfUserName _, StoredKey.OfCanonicalId _, StoredKey.OfAdministrator _ ->
          pass.unreadable(
              row,
              new Place.OfRow(row.key()),
              e,
              Remedy.mend(
                  new Edit.Expect(row.key(), Optional.of(row.value())),
                  new Edit.Delete(row.key()),
                  new Edit.Delete(INDEXED)));
      case StoredKey.OfSecondFactor(String id) ->
          pass.unreadable(row, new Place.OfAccount(id), e, Remedy.NONE);
      default -> pass.unreadable(row, new Place.OfRow(row.key()), e, deleted(row));
    }
  }
}
