package io.bytebucket.admin.upload;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.BucketDemand;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.UploadLister;
import io.bytebucket.core.upload.UploadMarker;
import io.bytebucket.http.Response;
import java.util.List;
import java.util.Optional;

/** Lists the uploads of a bucket that are under way. */
public final class ListUploads implements StoreOperation<BucketDemand> {
  private final UploadLister uploads;

  /** Of those uploads. */
  public ListUploads(UploadLister uploads) {
    this.uploads = uploads;
  }

  private record Line(String key, String uploadId, String initiated, String ownerId) {
    static Line of(Upload upload) {
      return new Line(
          upload.key().value(),
          upload.id().text(),
          upload.initiatedAt().toString(),
          upload.ownerId().value());
    }
  }

  private record Page(
      String bucket,
      boolean isTruncated,
      List<Line> uploads,
      List<String> commonPrefixes,
      Optional<String> nextKeyMarker,
      Optional<String> nextUploadIdMarker) {}

  @Override
  public BucketDemand decode(AdminRequest request) {
    return BucketDemand.of(request);
  }

  @Override
  public Response handle(AdminRequest request, BucketDemand input, Admission admission) {
    String prefix = request.parameter("prefix").orElse("");
    Optional<String> delimiter = request.parameter("delimiter");
    UploadMarker marker =
        new UploadMarker(
            request.parameter("key-marker").orElse(""),
            request.parameter("upload-id-marker").orElse(""));
    int limit = request.number("max-uploads", 1, UploadLister.PAGE_LIMIT, UploadLister.PAGE_LIMIT);
    UploadLister.Page page =
        uploads.list(
            new UploadLister.Query(
                input.bucket(), prefix, delimiter, marker.start(prefix, delimiter), limit));
    Optional<UploadLister.Item> last =
        page.isTruncated() ? Optional.of(page.items().getLast()) : Optional.empty();
    return Json.answer(
        200,
        new Page(
            input.bucket().value(),
            page.isTruncated(),
            page.items().stream().flatMap(item -> line(item).stream()).toList(),
            page.items().stream().flatMap(item -> prefix(item).stream()).toList(),
            last.map(item -> line(item).map(Line::key).or(() -> prefix(item)).orElse("")),
            last.flatMap(ListUploads::line).map(Line::uploadId)));
  }

  private static Optional<Line> line(UploadLister.Item item) {
    return item instanceof UploadLister.Item.Listed(Upload upload, var _)
        ? Optional.of(Line.of(upload))
        : Optional.empty();
  }

  private static Optional<String> prefix(UploadLister.Item item) {
    return item instanceof UploadLister.Item.CommonPrefix(String prefix)
        ? Optional.of(prefix)
        : Optional.empty();
  }
}
