package io.bytebucket.admin.upload;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.upload.UploadLister;
import io.bytebucket.core.upload.UploadedPart;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.http.Response;
import java.util.List;
import java.util.Optional;

/** Lists the parts of an upload. */
public final class ListParts implements StoreOperation<UploadDemand> {
  private final UploadLister uploads;

  /** Of those uploads. */
  public ListParts(UploadLister uploads) {
    this.uploads = uploads;
  }

  private record Line(
      int partNumber,
      String etag,
      long size,
      String lastModified,
      String checksumAlgorithm,
      String checksum) {
    static Line of(UploadedPart part) {
      return new Line(
          part.number(),
          part.etag().quoted(),
          part.sizeBytes(),
          part.lastModified().toString(),
          part.checksum().algorithm().name(),
          part.checksum().base64());
    }
  }

  private record Page(
      String bucket,
      String key,
      String uploadId,
      boolean isTruncated,
      List<Line> parts,
      Optional<Integer> nextPartNumberMarker) {}

  @Override
  public UploadDemand decode(AdminRequest request) {
    return UploadDemand.of(request);
  }

  @Override
  public Response handle(AdminRequest request, UploadDemand input, Admission admission) {
    int after = request.number("part-number-marker", 0, Uploads.PART_NUMBER_MAX, 0);
    int limit = request.number("max-parts", 1, UploadLister.PAGE_LIMIT, UploadLister.PAGE_LIMIT);
    UploadLister.PartPage page = uploads.parts(input.handle(), after, limit);
    return Json.answer(
        200,
        new Page(
            input.bucket().value(),
            input.key().value(),
            input.upload(),
            page.isTruncated(),
            page.parts().stream().map(Line::of).toList(),
            page.isTruncated() ? Optional.of(page.parts().getLast().number()) : Optional.empty()));
  }
}
