package io.bytebucket.admin.upload;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.http.Response;

/** Aborts an upload, and releases its bytes. */
public final class AbortUpload implements StoreOperation<UploadDemand> {
  private final Uploads uploads;

  /** Among those uploads. */
  public AbortUpload(Uploads uploads) {
    this.uploads = uploads;
  }

  @Override
  public UploadDemand decode(AdminRequest request) {
    return UploadDemand.of(request);
  }

  @Override
  public Response handle(AdminRequest request, UploadDemand input, Admission admission) {
    uploads.abort(input.handle());
    return Json.nothing();
  }
}
