package io.bytebucket.testkit.model;

import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.signin.SecondFactorCodec;
import io.bytebucket.core.signin.Session;
import io.bytebucket.core.signin.SessionCodec;
import io.bytebucket.core.signin.SessionHash;
import io.bytebucket.testkit.model.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether sessions and the notes whose they are know of each other. A session may be left of a user
 * who is gone: it is good for nothing, and swept later.
 */
final class SignInsCheck {
  private final Map<String, Session> sessions = new TreeMap<>();
  private final Map<String, String> usersOf = new TreeMap<>();

  /** Reads a row of sessions, or of second factors. */
  void read(StoredKey stored, byte[] value) {
    switch (stored) {
      case StoredKey.OfSession(String hash) ->
          sessions.put(hash, SessionCodec.decode(new SessionHash(hash), value));
      case StoredKey.OfSessionOfUser(String userId, String hash) -> usersOf.put(hash, userId);
      case StoredKey.OfSecondFactor(String userId) -> readFactor(userId, value);
      default -> throw new IllegalArgumentException("no row of signing in");
    }
  }

  private static void readFactor(String userId, byte[] record) {
    if (SecondFactorCodec.decode(record).lastStep() < -1) {
      throw new AssertionError("no step of time of " + userId);
    }
  }

  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    sessions.forEach((hash, session) -> {
      if (!session.userId().value().equals(usersOf.get(hash))) {
        findings.add(new Finding(Kind.SESSION, hash, "not among those of its user"));
      }
    });
    usersOf.keySet().stream()
        .filter(hash -> !sessions.containsKey(hash))
        .forEach(hash -> findings.add(new Finding(Kind.SESSION, hash, "there is none")));
    return findings;
  }
}
