package io.bytebucket.transfer.minio;

import io.bytebucket.core.Store;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.user.AccessKey;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.AccessRule.Effect;
import io.bytebucket.core.user.Credential;
import io.bytebucket.core.user.NewKey;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserImporter;
import io.bytebucket.core.user.Users;
import io.bytebucket.transfer.Finding;
import io.bytebucket.transfer.source.ForeignUsers;
import io.bytebucket.transfer.source.SourceJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Takes in the users of MinIO with their service accounts. What is there already and equal is left
 * as it is, and so is what is another.
 */
final class IamIntake {
  private final Store store;
  private final Users users;
  private final ForeignUsers importer;
  private final MinioListener listener;
  private final MinioImport.Options options;
  private final Instant now;
  private final Map<String, List<AccessRule>> rules = new TreeMap<>();

  /**
   * Into that store.
   *
   * @param options also whose key MinIO's administrator of the start has, who is in no export
   */
  IamIntake(
      Store store,
      UserImporter importer,
      MinioListener listener,
      MinioImport.Options options,
      Instant now) {
    this.store = store;
    this.users = store.users();
    this.importer = new ForeignUsers(users, importer);
    this.listener = listener;
    this.options = options;
    this.now = now;
  }

  void take(MinioExport export) throws MinioException {
    IamPolicies policies = new IamPolicies(export, listener::found);
    policies.tellLost();
    Map<String, List<ServiceAccount>> accounts = accounts(export);
    JsonNode all = export.document(MinioExport.IAM + "users.json");
    for (Map.Entry<String, JsonNode> user : all.properties()) {
      if (options.isStopped().getAsBoolean()) {
        return;
      }
      String name = user.getKey();
      rules.put(name, policies.rulesOf(name));
      ForeignUsers.Key own =
          new ForeignUsers.Key(
              name, SourceJson.text(user.getValue(), "secretKey"), true, Optional.empty());
      boolean isEnabled = !SourceJson.text(user.getValue(), "status").equals("disabled");
      take(name, isEnabled, Optional.of(own), accounts.getOrDefault(name, List.of()));
    }
    policies.users().stream()
        .filter(name -> !all.has(name))
        .forEach(
            name -> found(Finding.Kind.USER, name, "has policies, and is no user of the export"));
    accounts.forEach((parent, of) -> {
      if (!all.has(parent)) {
        withoutUser(parent, of);
      }
    });
    for (String file : List.of("stsuser_mappings.json", "stsgroup_mappings.json")) {
      export
          .document(MinioExport.IAM + file)
          .propertyNames()
          .forEach(name ->
              found(Finding.Kind.USER, name, "signs in by another directory, which there is not"));
    }
  }

  private Map<String, List<ServiceAccount>> accounts(MinioExport export) throws MinioException {
    Map<String, List<ServiceAccount>> accounts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> account :
        export.document(MinioExport.IAM + "svcaccts.json").properties()) {
      ServiceAccount one = ServiceAccount.of(account.getKey(), account.getValue());
      accounts.computeIfAbsent(one.parent(), _ -> new ArrayList<>()).add(one);
    }
    return accounts;
  }

  /** The administrator of MinIO's start is in no export, but its service accounts are. */
  private void withoutUser(String parent, List<ServiceAccount> accounts) {
    if (options.root().filter(parent::equals).isPresent()) {
      rules.put(parent, List.of(AccessRule.FULL_ACCESS));
      take(parent, true, Optional.empty(), accounts);
      return;
    }
    for (ServiceAccount account : accounts) {
      found(
          Finding.Kind.USER,
          account.key().id(),
          account.isOfElsewhere()
              ? "a service account of " + parent + ", who signs in by another directory"
              : "a service account of "
                  + parent
                  + ", who is not in the export; if that is MinIO's root user, say --root "
                  + parent);
    }
  }

  /** A user with its own key, where it has one, and those of its accounts that may do as much. */
  private void take(
      String name,
      boolean isEnabled,
      Optional<ForeignUsers.Key> own,
      List<ServiceAccount> accounts) {
    List<ForeignUsers.Key> keys = new ArrayList<>(own.stream().toList());
    for (ServiceAccount account : accounts) {
      if (account.policy().isEmpty()) {
        keys.add(account.key());
      }
    }
    if (keys.size() > User.KEYS_MAX) {
      keys.subList(User.KEYS_MAX, keys.size())
          .forEach(key ->
              found(
                  Finding.Kind.USER,
                  key.id(),
                  "one more key of %s than the %d it may have".formatted(name, User.KEYS_MAX)));
    }
    List<ForeignUsers.Key> kept =
        List.copyOf(keys.subList(0, Math.min(keys.size(), User.KEYS_MAX)));
    if (!kept.isEmpty()) {
      take(name, isEnabled, rules.getOrDefault(name, List.of()), kept);
    }
    accounts.stream()
        .filter(account -> account.policy().isPresent())
        .forEach(account -> takeOfItsOwn(name, isEnabled, account));
  }

  /** Keys have no rules of their own here, so an account with a policy is a user. */
  private void takeOfItsOwn(String parent, boolean isParentEnabled, ServiceAccount account) {
    String id = account.key().id();
    PolicyRules policy = PolicyRules.of(account.policy().orElseThrow());
    policy.lost().forEach(lost -> found(Finding.Kind.USER, id, "its policy: " + lost));
    List<AccessRule> ofParent = rules.getOrDefault(parent, List.of());
    if (policy.isHeld() || !Narrowing.isWithin(policy.rules(), ofParent)) {
      found(
          Finding.Kind.USER,
          id,
          "a service account of "
              + parent
              + " whose policy allows what that one may not, or forbids what rules cannot: what"
              + " both say together cannot be said; make a user for it");
      return;
    }
    List<AccessRule> both = new ArrayList<>(policy.rules());
    ofParent.stream().filter(rule -> rule.effect() == Effect.DENY).forEach(both::add);
    found(Finding.Kind.REMARK, id, "a service account with a policy: a user of its own here");
    take(id, isParentEnabled, List.copyOf(both), List.of(account.key()));
  }

  private void take(
      String name, boolean isEnabled, List<AccessRule> allowed, List<ForeignUsers.Key> keys) {
    Optional<User> there = users.byKey(keys.getFirst().id());
    if (there.isPresent()) {
      compare(name, isEnabled, allowed, keys, there.get());
      return;
    }
    importer
        .make(name, isEnabled, allowed, keys, now)
        .ifPresentOrElse(
            reason -> found(Finding.Kind.USER, name, "cannot be kept: " + reason),
            () -> listener.user(name, keys.size(), true));
  }

  /** What was brought in before may have got more keys since. */
  private void compare(
      String name,
      boolean isEnabled,
      List<AccessRule> allowed,
      List<ForeignUsers.Key> keys,
      User there) {
    if (there.isEnabled() != isEnabled || !there.rules().equals(allowed)) {
      found(
          Finding.Kind.CONFLICT,
          name,
          "there is a user with that key who may do something else; it was left as it is");
      return;
    }
    int added = 0;
    for (ForeignUsers.Key key : keys) {
      Optional<Credential> known = users.find(key.id());
      if (known.isEmpty()) {
        added += add(name, there, key) ? 1 : 0;
      } else if (!known.get().user().id().equals(there.id())
          || !known.get().secret().equals(key.secret())) {
        found(
            Finding.Kind.CONFLICT,
            name,
            "there is an access key " + key.id() + " with another secret; it was left as it is");
      }
    }
    listener.user(name, added, false);
  }

  private boolean add(String name, User user, ForeignUsers.Key key) {
    try {
      store
          .userChanges()
          .addKey(
              user.id(),
              new NewKey(Optional.of(key.id()), Optional.of(key.secret()), key.expiresAt()));
    } catch (StoreException e) {
      switch (e.failure()) {
        case Failure.InvalidUser invalid ->
            found(Finding.Kind.USER, name, key.id() + " cannot be kept: " + invalid.fault());
        case Failure.TooManyAccessKeys many ->
            found(Finding.Kind.USER, name, key.id() + " is one more key than it may have");
        case Failure other -> throw e;
      }
      return false;
    }
    if (!key.isActive()) {
      store.userChanges().changeKey(key.id(), AccessKey.Status.INACTIVE, key.expiresAt());
    }
    return true;
  }

  private void found(Finding.Kind kind, String name, String reason) {
    listener.found(new Finding(kind, name, reason));
  }
}
