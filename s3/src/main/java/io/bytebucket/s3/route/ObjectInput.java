package io.bytebucket.s3.route;

import io.bytebucket.core.access.Resource;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectKey;

/** An input that is aimed at an object. */
public interface ObjectInput extends Operation.Input {
  /** The bucket of the object. */
  BucketName bucket();

  /** The key of the object, which need not exist. */
  ObjectKey key();

  @Override
  default Resource resource() {
    return new Resource.OfObject(bucket(), key());
  }
}
