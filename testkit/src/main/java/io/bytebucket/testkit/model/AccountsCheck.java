package io.bytebucket.testkit.model;

import io.bytebucket.core.schema.RecordReader;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.user.AccessKey;
import io.bytebucket.core.user.AccessKeyCodec;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.CanonicalId;
import io.bytebucket.core.user.LastUses;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserCodec;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.UserIndex;
import io.bytebucket.testkit.model.Finding.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whether users and access keys know of each other. Secrets are not looked at: without the key that
 * encrypts them nothing can be said of them.
 */
final class AccountsCheck {
  private final Map<String, User> users = new TreeMap<>();
  private final Map<String, AccessKey> keys = new TreeMap<>();
  private final Map<String, UserId> names = new TreeMap<>();
  private final Map<String, UserId> canonicalIds = new TreeMap<>();
  private final Set<String> administrators = new TreeSet<>();
  private final Set<String> usedKeys = new TreeSet<>();
  private final Set<String> seenUsers = new TreeSet<>();

  /** Whether the store says that every user can be found by name. */
  boolean areIndexed;

  /** Takes a row of a table of users, or beside it. */
  void read(StoredKey stored, byte[] value) {
    switch (stored) {
      case StoredKey.OfUser(String id) -> readUser(new UserId(id), value);
      case StoredKey.OfAccessKey(String id) -> keys.put(id, AccessKeyCodec.decode(id, value).key());
      case StoredKey.OfUserName(String name) -> names.put(name, UserIndex.decode(value));
      case StoredKey.OfCanonicalId(String id) -> canonicalIds.put(id, UserIndex.decode(value));
      case StoredKey.OfAdministrator(String userId) -> {
        new RecordReader("administrator", value, 1).end();
        administrators.add(userId);
      }
      case StoredKey.OfLastUse(String keyId) -> {
        Instant _ = LastUses.decode(value);
        usedKeys.add(keyId);
      }
      case StoredKey.OfLastSeen(String userId) -> {
        Instant _ = LastUses.decode(value);
        seenUsers.add(userId);
      }
      default -> throw new IllegalArgumentException("a row of another table");
    }
  }

  private void readUser(UserId id, byte[] record) {
    UserCodec.Stored stored = UserCodec.decode(id, record);
    users.put(id.value(), stored.user());
    stored.key().ifPresent(key -> keys.put(key.key().id(), key.key()));
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    checkKeys(findings);
    checkIndex(findings);
    for (String keyId : usedKeys) {
      if (!keys.containsKey(keyId)) {
        findings.add(new Finding(Kind.USER_INDEX, keyId, "a use of no key"));
      }
    }
    for (String userId : seenUsers) {
      if (!users.containsKey(userId)) {
        findings.add(new Finding(Kind.USER_INDEX, userId, "a use by no user"));
      }
    }
    return findings;
  }

  private void checkKeys(List<Finding> findings) {
    for (AccessKey key : keys.values()) {
      User user = users.get(key.userId().value());
      if (user == null || !user.keyIds().contains(key.id())) {
        findings.add(new Finding(Kind.ACCESS_KEY, key.id(), "not among those of its user"));
      }
    }
    for (User user : users.values()) {
      for (String keyId : user.keyIds()) {
        AccessKey key = keys.get(keyId);
        if (key == null || !key.userId().equals(user.id())) {
          findings.add(new Finding(Kind.ACCESS_KEY, keyId, "not there, or another user's"));
        }
      }
    }
  }

  private void checkIndex(List<Finding> findings) {
    Set<String> expected = new TreeSet<>();
    for (User user : users.values()) {
      if (isAdministrator(user)) {
        expected.add(user.id().value());
      }
      if (areIndexed && !user.id().equals(canonicalIds.get(CanonicalId.of(user.id())))) {
        findings.add(new Finding(Kind.USER_INDEX, user.name(), "not found by canonical id"));
      }
      if (areIndexed && !names.containsKey(user.name().toLowerCase(Locale.ROOT))) {
        findings.add(new Finding(Kind.USER_INDEX, user.name(), "not found by name"));
      }
    }
    names.forEach((name, id) -> {
      User user = users.get(id.value());
      if (user == null || !user.name().toLowerCase(Locale.ROOT).equals(name)) {
        findings.add(new Finding(Kind.USER_INDEX, name, "the name of nobody"));
      }
    });
    canonicalIds.forEach((canonicalId, id) -> {
      if (!users.containsKey(id.value()) || !CanonicalId.of(id).equals(canonicalId)) {
        findings.add(new Finding(Kind.USER_INDEX, canonicalId, "the canonical id of nobody"));
      }
    });
    if (areIndexed && !administrators.equals(expected)) {
      findings.add(
          new Finding(
              Kind.USER_INDEX, "administrators " + administrators, "should be " + expected));
    }
  }

  private boolean isAdministrator(User user) {
    return user.isEnabled()
        && user.rules().stream().anyMatch(AccessRule::isFullAccess)
        && user.rules().stream()
            .filter(rule -> rule.effect() == AccessRule.Effect.DENY)
            .noneMatch(rule ->
                rule.covers("admin:SignIn", "", false)
                    || rule.covers("admin:UpdateUser", "", false))
        && user.keyIds().stream()
            .map(keys::get)
            .anyMatch(key ->
                key != null
                    && key.status() == AccessKey.Status.ACTIVE
                    && key.expiresAt().isEmpty());
  }
}
