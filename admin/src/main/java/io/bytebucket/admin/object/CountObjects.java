package io.bytebucket.admin.object;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.BucketDemand;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.listing.ListCursor;
import io.bytebucket.core.listing.ListPage;
import io.bytebucket.core.listing.ObjectLister;
import io.bytebucket.http.Response;
import java.util.Optional;

/**
 * Counts the current objects that start with a prefix, some thousands in a request: so it is known
 * how much a job would have to do before it is started.
 */
public final class CountObjects implements StoreOperation<BucketDemand> {
  private static final int PAGES = 10;

  private final ObjectLister objects;

  /** Of those objects. */
  public CountObjects(ObjectLister objects) {
    this.objects = objects;
  }

  private record Counted(long objects, long bytes, Optional<String> nextContinuationToken) {}

  @Override
  public BucketDemand decode(AdminRequest request) {
    return BucketDemand.of(request);
  }

  @Override
  public Response handle(AdminRequest request, BucketDemand input, Admission admission) {
    String prefix = request.parameter("prefix").orElse("");
    Optional<ListCursor> next = request.parameter("continuation-token").map(ListCursor::fromToken);
    long count = 0;
    long bytes = 0;
    for (int i = 0; i < PAGES && (i == 0 || next.isPresent()); i++) {
      ListPage page =
          objects.list(
              new ObjectLister.Query(
                  input.bucket(), prefix, Optional.empty(), next, ObjectLister.PAGE_LIMIT));
      for (ListPage.Item item : page.items()) {
        if (item instanceof ListPage.Item.Listed(var _, var object)) {
          count++;
          bytes += object.sizeBytes();
        }
      }
      next = page.next();
    }
    return Json.answer(200, new Counted(count, bytes, next.map(ListCursor::toToken)));
  }
}
