package io.bytebucket.core.acl;

import java.util.Arrays;
import java.util.Optional;

/**
 * Who owns the objects in a bucket, and whether access control lists count there. The order of the
 * constants is stored: a new one goes to the end.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html">Controlling
 *     ownership of objects and disabling ACLs for your bucket</a>
 */
public enum ObjectOwnership {
  /** The owner of the bucket owns everything in it, and no access control list counts. */
  BUCKET_OWNER_ENFORCED("BucketOwnerEnforced"),
  /** Who writes an object owns it, unless they leave it to the owner of the bucket. */
  BUCKET_OWNER_PREFERRED("BucketOwnerPreferred"),
  /** Who writes an object owns it. */
  OBJECT_WRITER("ObjectWriter");

  private final String text;

  ObjectOwnership(String text) {
    this.text = text;
  }

  /** The name that clients give it. */
  public String text() {
    return text;
  }

  /** The one of that name, if there is one. */
  public static Optional<ObjectOwnership> of(String text) {
    return Arrays.stream(values()).filter(one -> one.text.equals(text)).findFirst();
  }

  /** Whether access control lists count. */
  public boolean hasAcls() {
    return this != BUCKET_OWNER_ENFORCED;
  }
}
