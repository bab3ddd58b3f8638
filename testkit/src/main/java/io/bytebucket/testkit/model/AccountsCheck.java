package io.bytebucket.testkit.model;

import io.bytebucket.core.user.AccessKey;
import io.bytebucket.core.user.AccessKeyCodec;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserCodec;
import io.bytebucket.core.user.UserId;
import io.bytebucket.testkit.model.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether users and access keys know of each other. Secrets are not looked at: without the key that
 * encrypts them nothing can be said of them.
 */
final class AccountsCheck {
  private final Map<String, User> users = new TreeMap<>();
  private final Map<String, AccessKey> keys = new TreeMap<>();

  void read(UserId id, byte[] record) {
    UserCodec.Stored stored = UserCodec.decode(id, record);
    users.put(id.value(), stored.user());
    stored.key().ifPresent(key -> keys.put(key.key().id(), key.key()));
  }

  void readKey(String keyId, byte[] record) {
    keys.put(keyId, AccessKeyCodec.decode(keyId, record).key());
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
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
    return findings;
  }
}
