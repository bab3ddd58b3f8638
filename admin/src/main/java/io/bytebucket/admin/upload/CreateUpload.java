package io.bytebucket.admin.upload;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.Attributes;
import io.bytebucket.admin.value.ObjectDemand;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.access.Value;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.http.Response;
import java.util.Map;

/** Begins an upload; what is said of the object is said here. */
public final class CreateUpload implements StoreOperation<CreateUpload.Input> {
  private final Uploads uploads;

  /** Among those uploads. */
  public CreateUpload(Uploads uploads) {
    this.uploads = uploads;
  }

  /** What is to be uploaded. */
  record Input(ObjectDemand object, ObjectAttributes attributes) implements Demand {
    @Override
    public Resource resource() {
      return object.resource();
    }

    @Override
    public Value<Map<String, String>> tagsSent() {
      return Demand.tags(attributes.tags());
    }
  }

  private record Begun(String bucket, String key, String uploadId) {}

  @Override
  public Input decode(AdminRequest request) {
    return new Input(ObjectDemand.of(request), Attributes.decode(request));
  }

  @Override
  public Response handle(AdminRequest request, Input input, Admission admission) {
    ObjectDemand object = input.object();
    Upload upload =
        uploads.create(
            object.bucket(),
            object.key(),
            input.attributes(),
            Upload.ChecksumPlan.DEFAULT,
            admission.actor());
    return Json.answer(
        200, new Begun(object.bucket().value(), object.key().value(), upload.id().text()));
  }
}
