package io.bytebucket.core.access;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.VersionSelector;
import java.util.Map;
import java.util.Optional;

/** What an operation is asked to do, as far as it matters for who may ask for it. */
public interface Demand {
  /** What it is done to. */
  Resource resource();

  /** Which version of it is named. */
  default VersionSelector addressedVersion() {
    return VersionSelector.current();
  }

  /** What it is made of, where it is made of something that is there. */
  default Optional<Source> accessSource() {
    return Optional.empty();
  }

  /** The tags that what is made is given. */
  default Value<Map<String, String>> tagsSent() {
    return new Value.Absent<>();
  }

  /** Tags that were sent; to send none is to send nothing. */
  static Value<Map<String, String>> tags(Map<String, String> sent) {
    return sent.isEmpty() ? new Value.Absent<>() : new Value.Present<>(sent);
  }

  /**
   * An object that another one is made of.
   *
   * @param expectedOwner who must own its bucket, if the client says so
   */
  record Source(
      BucketName bucket, ObjectKey key, VersionSelector version, Optional<String> expectedOwner) {
    Resource resource() {
      return new Resource.OfObject(bucket, key);
    }

    /** Its bucket, a slash, and its key: as conditions ask for it. */
    public String text() {
      return bucket.value() + "/" + key.value();
    }
  }
}
