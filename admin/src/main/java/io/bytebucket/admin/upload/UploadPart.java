package io.bytebucket.admin.upload;

import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.Claims;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.upload.PartWriter;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import java.io.IOException;

/** Stores a part, of which the body is the bytes. Once it is answered, it is durable. */
public final class UploadPart implements StoreOperation<UploadDemand> {
  private final PartWriter parts;

  /** Among those parts. */
  public UploadPart(PartWriter parts) {
    this.parts = parts;
  }

  @Override
  public UploadDemand decode(AdminRequest request) {
    return UploadDemand.of(request);
  }

  @Override
  public Response handle(AdminRequest request, UploadDemand input, Admission admission)
      throws IOException {
    int number = request.number("partNumber", 1, Uploads.PART_NUMBER_MAX, 0);
    PartWriter.Written written =
        parts.put(
            new PartWriter.Put(
                input.handle(),
                number,
                Claims.lengthBytes(request),
                Claims.decode(request),
                Claims.algorithm(request)),
            request.body());
    return new Response(
        200,
        Headers.builder().add("etag", written.part().etag().quoted()).build(),
        ResponseBody.EMPTY);
  }
}
