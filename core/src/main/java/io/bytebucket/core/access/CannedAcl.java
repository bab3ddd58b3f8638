package io.bytebucket.core.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The access control lists that have a name.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl">Canned
 *     ACL</a>
 */
enum CannedAcl {
  PRIVATE,
  PUBLIC_READ,
  PUBLIC_READ_WRITE,
  AUTHENTICATED_READ,
  AWS_EXEC_READ,
  BUCKET_OWNER_READ,
  BUCKET_OWNER_FULL_CONTROL,
  LOG_DELIVERY_WRITE;

  /** The one of that name, as clients give it. */
  static Optional<CannedAcl> of(String name) {
    return Arrays.stream(values())
        .filter(acl -> acl.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(name))
        .findFirst();
  }

  /** Whether it gives nothing to anybody who has not got it already. */
  boolean isOfEvery() {
    return this == PRIVATE || this == BUCKET_OWNER_FULL_CONTROL;
  }
}
