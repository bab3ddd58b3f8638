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
import java.util.List;
import java.util.Optional;

/** Lists all versions of a bucket, those of one key from the latest down. */
public final class ListVersions implements StoreOperation<BucketDemand> {
  private final VersionLister versions;

  /** Of those versions. */
  public ListVersions(VersionLister versions) {
    this.versions = versions;
  }

  private record Line(
      String key,
      String versionId,
      boolean isLatest,
      boolean isDeleteMarker,
      String lastModified,
      String etag,
      long size,
      String storageClass) {
    static Line of(String key, ObjectRecord version, boolean isLatest) {
      return new Line(
          key,
          version.version().text(),
          isLatest,
          version.isDeleteMarker(),
          version.lastModified().toString(),
          version.etag().quoted(),
          version.sizeBytes(),
          version.attributes().storageClass());
    }
  }

  private record Page(
      String name,
      String prefix,
      Optional<String> delimiter,
      int maxKeys,
      boolean isTruncated,
      List<Line> versions,
      List<ListObjects.Prefix> commonPrefixes,
      Optional<String> nextKeyMarker,
      Optional<String> nextVersionIdMarker) {}

  @Override
  public BucketDemand decode(AdminRequest request) {
    return BucketDemand.of(request);
  }

  @Override
  public Response handle(AdminRequest request, BucketDemand input, Admission admission) {
    String prefix = request.parameter("prefix").orElse("");
    Optional<String> delimiter = request.parameter("delimiter");
    int limit = request.number("max-keys", 0, ObjectLister.PAGE_LIMIT, ObjectLister.PAGE_LIMIT);
    VersionMarker marker =
        new VersionMarker(
            request.parameter("key-marker").orElse(""),
            request.parameter("version-id-marker").orElse(""));
    VersionLister.Page page =
        versions.list(
            new VersionLister.Query(input.bucket(), prefix, delimiter, marker.start(), limit));
    Optional<VersionLister.Item> last =
        page.isTruncated() ? Optional.of(page.items().getLast()) : Optional.empty();
    return Json.answer(
        200,
        new Page(
            input.bucket().value(),
            prefix,
            delimiter,
            limit,
            page.isTruncated(),
            page.items().stream().flatMap(item -> line(item).stream()).toList(),
            page.items().stream().flatMap(item -> prefix(item).stream()).toList(),
            last.map(ListVersions::keyOf),
            last.flatMap(ListVersions::line).map(Line::versionId)));
  }

  private static String keyOf(VersionLister.Item item) {
    return switch (item) {
      case VersionLister.Item.Listed(String key, ObjectRecord _, boolean _) -> key;
      case VersionLister.Item.CommonPrefix(String prefix) -> prefix;
    };
  }

  private static Optional<Line> line(VersionLister.Item item) {
    return item
            instanceof VersionLister.Item.Listed(String key, ObjectRecord version, boolean isLatest)
        ? Optional.of(Line.of(key, version, isLatest))
        : Optional.empty();
  }

  private static Optional<ListObjects.Prefix> prefix(VersionLister.Item item) {
    return item instanceof VersionLister.Item.CommonPrefix(String prefix)
        ? Optional.of(new ListObjects.Prefix(prefix))
        : Optional.empty();
  }
}
