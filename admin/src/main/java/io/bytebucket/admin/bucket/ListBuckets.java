package io.bytebucket.admin.bucket;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.core.access.Action;
import io.bytebucket.core.access.AdminAction;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketSettings;
import io.bytebucket.core.bucket.BucketUsage;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.core.bucket.Quota;
import io.bytebucket.core.bucket.Quotas;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.http.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Lists the buckets that the caller may see, in the order of their names; with what is in them and
 * who may see it, where that is asked for.
 */
public final class ListBuckets implements StoreOperation<ListBuckets.Input> {
  /** Asks for more than what the records of buckets say. */
  static final String DETAILS = "details";

  private static final List<Action> WHO_SEES =
      List.of(Action.GET_BUCKET_POLICY_STATUS, Action.GET_BUCKET_ACL);

  private static final List<Action> ALL_OF_IT =
      List.of(Action.LIST_BUCKET_VERSIONS, Action.LIST_BUCKET_MULTIPART_UPLOADS);

  private final Buckets buckets;
  private final BucketSettings settings;

  /** Of those buckets. */
  public ListBuckets(Buckets buckets, BucketSettings settings) {
    this.buckets = buckets;
    this.settings = settings;
  }

  record Input(String prefix, String cursor, int limit, boolean hasDetails) implements Demand {
    @Override
    public Resource resource() {
      return new Resource.Store();
    }
  }

  private record Line(
      String name,
      String creationDate,
      String ownerId,
      String versioning,
      @JsonUnwrapped @Nullable Details details) {}

  /**
   * What costs a look at each bucket.
   *
   * @param isPublic nothing where who asks may not ask for the policy's status and the list
   * @param objects current ones, and their bytes
   * @param used what a quota is held against; nothing where who asks may not list all of it
   * @param quota nothing where there is none, or who asks may not know
   */
  private record Details(
      Optional<Boolean> isPublic,
      long objects,
      long bytes,
      Optional<Used> used,
      Optional<Limits> quota) {}

  private record Used(long bytes, long objects) {}

  private record Limits(OptionalLong bytes, OptionalLong objects) {}

  private record Page(List<Line> buckets, Optional<String> nextCursor) {}

  @Override
  public Input decode(AdminRequest request) {
    return new Input(
        request.parameter("prefix").orElse(""),
        request.parameter("cursor").orElse(""),
        request.number("limit", 1, Buckets.BUCKET_LIMIT, Buckets.BUCKET_LIMIT),
        request.query().first(DETAILS).isPresent());
  }

  @Override
  public Response handle(AdminRequest request, Input input, Admission admission) {
    Buckets.BucketPage page =
        buckets.list(input.prefix(), input.cursor(), input.limit(), admission::maySee);
    return Json.answer(
        200,
        new Page(
            page.buckets().stream()
                .map(bucket -> line(bucket, input.hasDetails() ? details(bucket, admission) : null))
                .toList(),
            page.truncated()
                ? Optional.of(page.buckets().getLast().name().value())
                : Optional.empty()));
  }

  private static Line line(Bucket bucket, @Nullable Details details) {
    return new Line(
        bucket.name().value(),
        bucket.createdAt().toString(),
        bucket.ownerId().value(),
        bucket.versioning().name().toLowerCase(Locale.ROOT),
        details);
  }

  /** Nothing of a bucket that has gone since it was listed. */
  private @Nullable Details details(Bucket bucket, Admission admission) {
    try {
      BucketUsage usage = buckets.usage(bucket.name());
      return new Details(
          Optional.of(bucket)
              .filter(one -> mayAll(one, admission, WHO_SEES))
              .map(admission::isPublic),
          usage.objects(),
          usage.bytes(),
          Optional.of(new Used(usage.allBytes(), usage.allVersions()))
              .filter(_ -> mayAll(bucket, admission, ALL_OF_IT)),
          quota(bucket, admission));
    } catch (StoreException e) {
      if (e.failure() instanceof Failure.NoSuchBucket) {
        return null;
      }
      throw e;
    }
  }

  private static boolean mayAll(Bucket bucket, Admission admission, List<Action> actions) {
    return actions.stream().allMatch(action -> admission.may(bucket, action));
  }

  private Optional<Limits> quota(Bucket bucket, Admission admission) {
    boolean isTold =
        Quotas.isSetFor(bucket) && admission.mayAdminister(bucket, AdminAction.GET_BUCKET_QUOTA);
    return Optional.of(isTold ? settings.quota(bucket.name()) : Quota.NONE)
        .filter(quota -> !quota.isNone())
        .map(quota -> new Limits(quota.bytes(), quota.objects()));
  }
}
