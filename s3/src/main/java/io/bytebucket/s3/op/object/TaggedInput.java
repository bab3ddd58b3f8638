package io.bytebucket.s3.op.object;

import io.bytebucket.core.access.Action;
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

  /** The action on the current version or, when a version is named, that on versions. */
  default Action choose(Action ofCurrent, Action ofVersion) {
    return version() instanceof VersionSelector.Current ? ofCurrent : ofVersion;
  }

  /** An input that says no more than where it is aimed. */
  record Plain(BucketName bucket, ObjectKey key, VersionSelector version) implements TaggedInput {
    static Plain decode(S3Request request) {
      return new Plain(request.bucket(), request.key(), VersionParameter.decode(request));
    }
  }
}
