package io.bytebucket.core.acl;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who is given something. */
public sealed interface Grantee {
  /** Whether those are so many that what they are given is public. */
  default boolean isPublic() {
    return this == Group.ALL_USERS || this == Group.AUTHENTICATED_USERS;
  }

  /**
   * One user.
   *
   * @param canonicalId as {@link io.bytebucket.core.user.CanonicalId} has it, of a user who may be
   *     gone: no other one ever gets that id
   */
  record User(String canonicalId) implements Grantee {
    private static final Pattern CANONICAL_ID = Pattern.compile("[0-9a-f]{64}|[0-9a-f]{32}");

    /**
     * One user.
     *
     * @throws IllegalArgumentException when no user can have that id
     */
    public User {
      if (!isCanonicalId(canonicalId)) {
        throw new IllegalArgumentException("not a canonical id");
      }
    }

    /** Whether a user can have that id, as far as its form tells. */
    public static boolean isCanonicalId(String text) {
      return CANONICAL_ID.matcher(text).matches();
    }
  }

  /**
   * A group that S3 defines. The order of the constants is stored: a new one goes to the end.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#specifying-grantee-predefined-groups">Amazon
   *     S3 predefined groups</a>
   */
  enum Group implements Grantee {
    /** Everybody, whether they sign or not. */
    ALL_USERS("global/AllUsers"),
    /** Everybody who signs. */
    AUTHENTICATED_USERS("global/AuthenticatedUsers"),
    /** What delivers the logs of buckets. Nobody can sign as that. */
    LOG_DELIVERY("s3/LogDelivery");

    private final String uri;

    Group(String name) {
      this.uri = "http://acs.amazonaws.com/groups/" + name;
    }

    /** The name that clients give it. */
    public String uri() {
      return uri;
    }

    /** The group of that name, if there is one. */
    public static Optional<Group> of(String uri) {
      return Arrays.stream(values()).filter(group -> group.uri.equals(uri)).findFirst();
    }
  }
}
