package io.bytebucket.core.user;

import java.util.regex.Pattern;

/**
 * The account that the store is: all users and buckets are of the same one.
 *
 * @param id twelve digits
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html">Identifiers
 *     of IAM</a>
 */
public record Account(String id) {
  private static final Pattern ID = Pattern.compile("[0-9]{12}");

  /** The account of a store that is not given another. */
  public static final Account DEFAULT = new Account("000000000000");

  public Account {
    if (!isId(id)) {
      throw new IllegalArgumentException("an account id has twelve digits");
    }
  }

  /** Whether that could be the id of an account. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** What policies call the account as a whole. */
  public String arn() {
    return "arn:aws:iam::" + id + ":root";
  }

  /** What policies call a user of the account. */
  public String arnOf(String userName) {
    return "arn:aws:iam::" + id + ":user/" + userName;
  }
}
