package io.bytebucket.core.value;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.failure.TagFault;
import io.bytebucket.core.failure.TagFault.Tagged;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A set of tags that an object or a bucket may have. Immutable. Each key stands once; keys and
 * values are made of letters, digits and spaces of every script and a few marks; how many tags
 * there may be depends on what has them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html">Categorizing
 *     your storage using tags</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/CostAllocTagging.html">Using
 *     cost allocation S3 bucket tags</a>
 */
public final class Tags {
  /** The longest key, in characters (code points). */
  public static final int KEY_LIMIT_CHARS = 128;

  /** The longest value, in characters (code points). */
  public static final int VALUE_LIMIT_CHARS = 256;

  /** The most tags of an object. */
  public static final int OBJECT_LIMIT = 10;

  /** The most tags of a bucket. */
  public static final int BUCKET_LIMIT = 50;

  private static final String RESERVED_PREFIX = "aws:";

  /** Letters, spaces and digits of every script, and some marks. */
  private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{M}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private final Tagged of;
  private final Map<String, String> values;

  private Tags(Tagged of, Map<String, String> values) {
    this.of = of;
    this.values = values;
  }

  /** A set of tags to be put together one by one. */
  public static Builder builder(Tagged of) {
    return new Builder(of);
  }

  /** No tags. */
  public static Tags none(Tagged of) {
    return builder(of).build();
  }

  /**
   * The tags of an object, in the order of the map.
   *
   * @throws StoreException with {@link Failure.InvalidTags}
   */
  public static Tags ofObject(Map<String, String> values) {
    return of(Tagged.OBJECT, values);
  }

  /**
   * The tags of a bucket, in the order of the map.
   *
   * @throws StoreException with {@link Failure.InvalidTags}
   */
  public static Tags ofBucket(Map<String, String> values) {
    return of(Tagged.BUCKET, values);
  }

  private static Tags of(Tagged of, Map<String, String> values) {
    Builder builder = builder(of);
    values.forEach(builder::add);
    return builder.build();
  }

  /** The values by their keys, in the order they were given in; not to be changed. */
  public Map<String, String> values() {
    return values;
  }

  /**
   * The same for the service that stores them.
   *
   * @throws IllegalArgumentException when they are those of something else
   */
  public Map<String, String> valuesOf(Tagged expected) {
    if (of != expected) {
      throw new IllegalArgumentException("tags of a bucket are not those of an object");
    }
    return values;
  }

  /** Puts a set of tags together, and refuses the first that it cannot have. Not thread-safe. */
  public static final class Builder {
    private final Tagged of;
    private final Map<String, String> values = new LinkedHashMap<>();

    private Builder(Tagged of) {
      this.of = of;
    }

    /**
     * Adds a tag. More than there may be are only refused at the end, so that their number is told.
     *
     * @throws StoreException with {@link Failure.InvalidTags}
     */
    public Builder add(String key, String value) {
      if (key.isEmpty() || !isAllowed(key, KEY_LIMIT_CHARS)) {
        throw refused(new TagFault.InvalidKey(key));
      }
      if (!isAllowed(value, VALUE_LIMIT_CHARS)) {
        throw refused(new TagFault.InvalidValue(key, value));
      }
      if (key.startsWith(RESERVED_PREFIX)) {
        throw refused(new TagFault.ReservedKey(of, key));
      }
      if (values.putIfAbsent(key, value) != null) {
        throw refused(new TagFault.DuplicateKey(key));
      }
      return this;
    }

    /**
     * The set.
     *
     * @throws StoreException with {@link Failure.InvalidTags} when there are too many
     */
    public Tags build() {
      int limit =
          switch (of) {
            case OBJECT -> OBJECT_LIMIT;
            case BUCKET -> BUCKET_LIMIT;
          };
      if (values.size() > limit) {
        throw refused(new TagFault.TooMany(of, limit));
      }
      return new Tags(of, Collections.unmodifiableMap(new LinkedHashMap<>(values)));
    }

    private static boolean isAllowed(String text, int limitChars) {
      return text.codePointCount(0, text.length()) <= limitChars && ALLOWED.matcher(text).matches();
    }

    private static StoreException refused(TagFault fault) {
      return new StoreException(new Failure.InvalidTags(fault));
    }
  }
}
