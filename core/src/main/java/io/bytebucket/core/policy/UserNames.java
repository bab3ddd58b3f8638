package io.bytebucket.core.policy;

import io.bytebucket.core.access.Realm;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.Users;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who is called what in a store. */
record UserNames(Users users, Realm realm) implements PrincipalNames {
  private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
  private static final String IAM = "arn:aws:iam:";
  private static final String USER = "user/";

  @Override
  public Optional<Meaning> find(Kind kind, String name) {
    return switch (kind) {
      case CANONICAL -> user(users.byCanonicalId(name));
      case AWS ->
          ACCOUNT.matcher(name).matches()
              ? account(name)
              : name.startsWith(IAM) ? named(name.split(":", 6)) : byId(name);
    };
  }

  private Optional<Meaning> account(String accountId) {
    return accountId.equals(realm.accountId())
        ? Optional.of(new Meaning.Account())
        : Optional.empty();
  }

  private Optional<Meaning> named(String[] parts) {
    if (parts.length < 6
        || !parts[3].isEmpty()
        || !(parts[4].isEmpty() || parts[4].equals(realm.accountId()))) {
      return Optional.empty();
    }
    if (parts[5].equals("root")) {
      return Optional.of(new Meaning.Account());
    }
    if (!parts[5].startsWith(USER)) {
      return Optional.empty();
    }
    return user(users.byName(parts[5].substring(USER.length())));
  }

  private Optional<Meaning> byId(String id) {
    return id.length() > UserId.LENGTH_MAX || id.isEmpty()
        ? Optional.empty()
        : user(users.user(new UserId(id)));
  }

  private static Optional<Meaning> user(Optional<User> found) {
    return found.map(user -> new Meaning.User(user.id()));
  }
}
