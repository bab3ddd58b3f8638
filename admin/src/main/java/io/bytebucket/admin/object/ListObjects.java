package io.bytebucket.admin.object;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.BucketDemand;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.listing.ListCursor;
import io.bytebucket.core.listing.ListPage;
import io.bytebucket.core.listing.ObjectLister;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.http.Response;
import java.util.List;
import java.util.Optional;

/** Lists the current objects of a bucket, a page at a time, in the order of their keys' bytes. */
public final class ListObjects implements StoreOperation<BucketDemand> {
  private final ObjectLister objects;

  /** Of those objects. */
  public ListObjects(ObjectLister objects) {
    this.objects = objects;
  }

  /** An object of a listing. */
  record Line(String key, String lastModified, String etag, long size, String storageClass) {
    static Line of(String key, ObjectRecord object) {
      return new Line(
          key,
          object.lastModified().toString(),
          object.etag().quoted(),
          object.sizeBytes(),
          object.attributes().storageClass());
    }
  }

  /** Several objects of a listing. */
  record Prefix(String prefix) {}

  private record Page(
      String name,
      String prefix,
      Optional<String> delimiter,
      int maxKeys,
      int keyCount,
      boolean isTruncated,
      List<Line> contents,
      List<Prefix> commonPrefixes,
      Optional<String> nextContinuationToken) {}

  @Override
  public BucketDemand decode(AdminRequest request) {
    return BucketDemand.of(request);
  }

  @Override
  public Response handle(AdminRequest request, BucketDemand input, Admission admission) {
    String prefix = request.parameter("prefix").orElse("");
    Optional<String> delimiter = request.parameter("delimiter");
    int limit = request.number("max-keys", 0, Integer.MAX_VALUE, ObjectLister.PAGE_LIMIT);
    int bounded = Math.min(limit, ObjectLister.PAGE_LIMIT);
    ListPage page =
        objects.list(
            new ObjectLister.Query(
                input.bucket(), prefix, delimiter, after(request, prefix, delimiter), bounded));
    return Json.answer(
        200,
        new Page(
            input.bucket().value(),
            prefix,
            delimiter,
            bounded,
            page.items().size(),
            page.next().isPresent(),
            page.items().stream().flatMap(item -> line(item).stream()).toList(),
            page.items().stream().flatMap(item -> prefix(item).stream()).toList(),
            page.next().map(ListCursor::toToken)));
  }

  private static Optional<ListCursor> after(
      AdminRequest request, String prefix, Optional<String> delimiter) {
    Optional<String> token = request.parameter("continuation-token");
    Optional<String> key = request.parameter("start-after").or(() -> request.parameter("marker"));
    if (request.parameter("start-after").isPresent() && request.parameter("marker").isPresent()) {
      throw AdminException.invalid("The parameters start-after and marker mean the same.");
    }
    return token
        .map(ListCursor::fromToken)
        .or(() -> key.map(after -> ListCursor.after(after, prefix, delimiter)));
  }

  private static Optional<Line> line(ListPage.Item item) {
    return item instanceof ListPage.Item.Listed(String key, ObjectRecord object)
        ? Optional.of(Line.of(key, object))
        : Optional.empty();
  }

  private static Optional<Prefix> prefix(ListPage.Item item) {
    return item instanceof ListPage.Item.CommonPrefix(String prefix)
        ? Optional.of(new Prefix(prefix))
        : Optional.empty();
  }
}
