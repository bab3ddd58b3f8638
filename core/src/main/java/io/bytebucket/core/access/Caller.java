package io.bytebucket.core.access;

import java.util.List;

/** Who makes a request. */
public sealed interface Caller {
  /** Nobody: the request carries no credentials. */
  record Anonymous() implements Caller {}

  /**
   * A user who proved to hold the secret.
   *
   * @param accessKeyId the user's access key id
   * @param rules what the user may do
   */
  record Known(String accessKeyId, List<AccessRule> rules) implements Caller {}
}
