package io.bytebucket.admin.bucket;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.Buckets;
import io.bytebucket.http.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lists the buckets that the caller may see, in the order of their names. */
public final class ListBuckets implements StoreOperation<Demand> {
  private final Buckets buckets;

  /** Of those buckets. */
  public ListBuckets(Buckets buckets) {
    this.buckets = buckets;
  }

  private record Line(String name, String creationDate, String ownerId, String versioning) {
    static Line of(Bucket bucket) {
      return new Line(
          bucket.name().value(),
          bucket.createdAt().toString(),
          bucket.ownerId().value(),
          bucket.versioning().name().toLowerCase(Locale.ROOT));
    }
  }

  private record Page(List<Line> buckets, Optional<String> nextCursor) {}

  @Override
  public Demand decode(AdminRequest request) {
    return Resource.Store::new;
  }

  @Override
  public Response handle(AdminRequest request, Demand input, Admission admission) {
    Buckets.BucketPage page =
        buckets.list(
            request.parameter("prefix").orElse(""),
            request.parameter("cursor").orElse(""),
            request.number("limit", 1, Buckets.BUCKET_LIMIT, Buckets.BUCKET_LIMIT),
            admission::maySee);
    return Json.answer(
        200,
        new Page(
            page.buckets().stream().map(Line::of).toList(),
            page.truncated()
                ? Optional.of(page.buckets().getLast().name().value())
                : Optional.empty()));
  }
}
