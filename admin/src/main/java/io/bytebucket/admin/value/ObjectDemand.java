package io.bytebucket.admin.value;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.access.Value;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.VersionSelector;
import java.util.Map;
import java.util.Optional;

/**
 * An operation on an object.
 *
 * @param version which version of it
 */
public record ObjectDemand(BucketName bucket, ObjectKey key, VersionSelector version)
    implements Demand {
  private static final String VERSION = "versionId";

  /** The object that is named, and the version in the query, if one is. */
  public static ObjectDemand of(AdminRequest request) {
    return new ObjectDemand(
        new BucketName(request.name("bucket")),
        new ObjectKey(request.key()),
        request.parameter(VERSION).map(ObjectDemand::version).orElseGet(VersionSelector::current));
  }

  /**
   * The version that a client names.
   *
   * @throws AdminException when no version can be called that
   */
  public static VersionSelector version(String text) {
    return VersionId.parse(text)
        .orElseThrow(() -> AdminException.invalid("No version can have that id."));
  }

  /** What to read: that which was judged. */
  public ObjectReader.Source source(Admission admission) {
    return admission.judged(new ObjectReader.Source(bucket, key, version));
  }

  @Override
  public Resource resource() {
    return new Resource.OfObject(bucket, key);
  }

  @Override
  public VersionSelector addressedVersion() {
    return version;
  }

  /** The same of an operation that gives what it makes some tags. */
  public record Tagged(ObjectDemand object, Map<String, String> tags) implements Demand {
    @Override
    public Resource resource() {
      return object.resource();
    }

    @Override
    public VersionSelector addressedVersion() {
      return object.addressedVersion();
    }

    @Override
    public Value<Map<String, String>> tagsSent() {
      return Demand.tags(tags);
    }
  }

  /** The same of an operation that gives the object tags, which its body tells. */
  public record AwaitingTags(ObjectDemand object) implements Demand {
    @Override
    public Resource resource() {
      return object.resource();
    }

    @Override
    public VersionSelector addressedVersion() {
      return object.addressedVersion();
    }

    @Override
    public Value<Map<String, String>> tagsSent() {
      return new Value.Unavailable<>();
    }
  }

  /** The same of an operation that makes the object of another one. */
  public record Made(ObjectDemand object, Source from) implements Demand {
    private static final String FROM = "from";
    private static final String FROM_VERSION = "fromVersionId";

    /**
     * What the query says.
     *
     * @throws AdminException when it does not say of what
     */
    public static Made of(AdminRequest request) {
      String from =
          request
              .parameter(FROM)
              .orElseThrow(
                  () -> AdminException.invalid("The parameter from is /BUCKET/KEY: what to take."));
      int start = from.startsWith("/") ? 1 : 0;
      int slash = from.indexOf('/', start);
      if (slash < 0) {
        throw AdminException.invalid("The parameter from is /BUCKET/KEY: what to take.");
      }
      return new Made(
          ObjectDemand.of(request),
          new Source(
              new BucketName(from.substring(start, slash)),
              new ObjectKey(from.substring(slash + 1)),
              request
                  .parameter(FROM_VERSION)
                  .map(ObjectDemand::version)
                  .orElseGet(VersionSelector::current),
              Optional.empty()));
    }

    /** What is taken: that which was judged. */
    public ObjectReader.Source source(Admission admission) {
      return admission.judgedOrigin(
          new ObjectReader.Source(from.bucket(), from.key(), from.version()));
    }

    @Override
    public Resource resource() {
      return object.resource();
    }

    @Override
    public Optional<Source> accessSource() {
      return Optional.of(from);
    }
  }
}
