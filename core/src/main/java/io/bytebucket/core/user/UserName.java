package io.bytebucket.core.user;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.failure.UserFault;
import java.util.regex.Pattern;

/**
 * What a user may be called. A user from before there were such rules keeps its name, and a user
 * that is given none is called by its id.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">Names
 *     and quotas of IAM</a>
 */
final class UserName {
  private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9+=,.@_-]{1,64}");

  private UserName() {}

  static boolean isAllowed(String name) {
    return ALLOWED.matcher(name).matches();
  }

  /**
   * That name.
   *
   * @throws StoreException with {@link Failure.InvalidUser}
   */
  static String require(String name) {
    if (!isAllowed(name)) {
      throw new StoreException(new Failure.InvalidUser(new UserFault.InvalidName(name)));
    }
    return name;
  }
}
