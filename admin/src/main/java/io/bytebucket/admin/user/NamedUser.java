package io.bytebucket.admin.user;

import io.bytebucket.core.access.Caller;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.Users;
import java.util.Optional;

/** Which user a path names: by any of its access keys, or by its id. */
public final class NamedUser {
  /** What stands for it in paths. */
  public static final String NAME = "accessKeyID";

  private NamedUser() {}

  static Optional<User> find(Users users, String named) {
    return named.length() > UserId.LENGTH_MAX
        ? Optional.empty()
        : users.byKey(named).or(() -> users.user(new UserId(named)));
  }

  /** The user as somebody who asks for something. */
  public static Caller.Known caller(User user) {
    return new Caller.Known(user.id(), user.name(), user.rules());
  }

  /**
   * The user that is named.
   *
   * @throws StoreException with {@link Failure.NoSuchUser}
   */
  public static User require(Users users, String named) {
    return find(users, named).orElseThrow(() -> new StoreException(new Failure.NoSuchUser(named)));
  }
}
