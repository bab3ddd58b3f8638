package io.bytebucket.admin.object;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.BucketDemand;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.listing.ObjectLister;
import io.bytebucket.core.listing.VersionLister;
import io.bytebucket.core.listing.VersionMarker;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.http.Response;
import java.util.Optional;

/**
 * Counts all versions of objects that start with a prefix, some thousands in a request: so it is
 * known what would go for good before a job is started that leaves nothing.
 */
public final class CountVersions implements StoreOperation<BucketDemand> {
  private static final int PAGES = 10;

  private final VersionLister versions;

  /** Of those versions. */
  public CountVersions(VersionLister versions) {
    this.versions = versions;
  }

  private record Counted(
      long versions,
      long deleteMarkers,
      long bytes,
      Optional<String> nextKeyMarker,
      Optional<String> nextVersionIdMarker) {}

  @Override
  public BucketDemand decode(AdminRequest request) {
    return BucketDemand.of(request);
  }

  @Override
  public Response handle(AdminRequest request, BucketDemand input, Admission admission) {
    String prefix = request.parameter("prefix").orElse("");
    VersionMarker after =
        new VersionMarker(
            request.parameter("key-marker").orElse(""),
            request.parameter("version-id-marker").orElse(""));
    long count = 0;
    long markers = 0;
    long bytes = 0;
    boolean isMore = true;
    for (int i = 0; i < PAGES && isMore; i++) {
      VersionLister.Page page =
          versions.list(
              new VersionLister.Query(
                  input.bucket(),
                  prefix,
                  Optional.empty(),
                  after.start(),
                  ObjectLister.PAGE_LIMIT));
      for (VersionLister.Item item : page.items()) {
        if (item
            instanceof VersionLister.Item.Listed(String key, ObjectRecord version, boolean _)) {
          count += version.isDeleteMarker() ? 0 : 1;
          markers += version.isDeleteMarker() ? 1 : 0;
          bytes += version.sizeBytes();
          after = new VersionMarker(key, version.version().text());
        }
      }
      isMore = page.isTruncated();
    }
    Optional<VersionMarker> next = isMore ? Optional.of(after) : Optional.empty();
    return Json.answer(
        200,
        new Counted(
            count, markers, bytes, next.map(VersionMarker::key), next.map(VersionMarker::version)));
  }
}
