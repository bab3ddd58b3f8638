package io.bytebucket.core.user;

import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.ScanRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds out whether clients name users that there are. There is no index of such names: they follow
 * from the ids of users, and are looked for among all of these. Thread-safe.
 */
public final class CanonicalUsers {
  private static final int PAGE_USERS = 1_000;

  private final MetadataStore metadata;

  /** The users of that store. */
  public CanonicalUsers(MetadataStore metadata) {
    this.metadata = metadata;
  }

  /** Those of them that are the canonical id of no user. */
  public Set<String> unknown(Set<String> canonicalIds) {
    Set<String> unknown = new HashSet<>(canonicalIds);
    unknown.remove(CanonicalId.of(UserId.NOBODY));
    UserId after = UserId.NOBODY;
    while (!unknown.isEmpty()) {
      List<UserId> page = page(after);
      page.forEach(user -> unknown.remove(CanonicalId.of(user)));
      if (page.size() < PAGE_USERS) {
        break;
      }
      after = page.getLast();
    }
    return unknown;
  }

  private List<UserId> page(UserId after) {
    ScanRequest request =
        ScanRequest.range(
            Keyspace.user(after.value()).next(), Keyspace.allUsers().afterPrefix(), PAGE_USERS);
    return metadata
        .read(snapshot ->
            snapshot.scan(request).rows().stream()
                .map(row -> Keyspace.accountName(row.key()))
                .toList())
        .stream()
        .map(UserId::new)
        .toList();
  }
}
