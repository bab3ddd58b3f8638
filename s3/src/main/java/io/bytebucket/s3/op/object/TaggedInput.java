package io.bytebucket.s3.op.object;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.s3.op.value.VersionParameter;
import io.bytebucket.s3.route.ObjectInput;
import io.bytebucket.s3.route.S3Request;

/** An input that is aimed at the tags of a version of an object. */
interface TaggedInput extends ObjectInput {
  VersionSelector version();

  default ObjectReader.Source source() {
    return new ObjectReader.Source(bucket(), key(), version());
  }

  @Override
  default VersionSelector addressedVersion() {
    return version();
  }

  /** An input with nothing but the version that it is aimed at. */
  record Plain(BucketName bucket, ObjectKey key, VersionSelector version) implements TaggedInput {
    static Plain decode(S3Request request) {
      return new Plain(request.bucket(), request.key(), VersionParameter.decode(request));
    }
  }
}
