package io.bytebucket.admin.upload;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.Preconditions;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.upload.UploadCompleter;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes an object of the parts of an upload; the same may be asked for again. */
public final class CompleteUpload implements StoreOperation<UploadDemand> {
  /** Room for 10,000 parts. */
  static final int LIMIT_BYTES = 768 << 10;

  private final UploadCompleter uploads;

  /** Of those uploads. */
  public CompleteUpload(UploadCompleter uploads) {
    this.uploads = uploads;
  }

  /** A part that is chosen. */
  record Part(int partNumber, String etag) {
    UploadCompleter.Listed listed() {
      String bare = etag.strip();
      boolean isQuoted = bare.length() >= 2 && bare.startsWith("\"") && bare.endsWith("\"");
      return new UploadCompleter.Listed(
          partNumber, isQuoted ? bare.substring(1, bare.length() - 1) : bare, Optional.empty());
    }
  }

  /** What is asked for. */
  record Wanted(List<Part> parts) {}

  private record Completed(String bucket, String key, String etag, Optional<String> versionId) {}

  @Override
  public UploadDemand decode(AdminRequest request) {
    return UploadDemand.of(request);
  }

  @Override
  public Response handle(AdminRequest request, UploadDemand input, Admission admission)
      throws IOException {
    UploadCompleter.Completed object =
        uploads.complete(
            new UploadCompleter.Completion(
                input.handle(),
                request.document(Wanted.class).parts().stream().map(Part::listed).toList(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Preconditions.write(request),
                admission.actor()));
    String etag = object.etag().quoted();
    return Json.answer(
        200,
        Headers.builder().add("etag", etag).build(),
        new Completed(
            input.bucket().value(),
            input.key().value(),
            etag,
            object.version().isNull() ? Optional.empty() : Optional.of(object.version().text())));
  }
}
