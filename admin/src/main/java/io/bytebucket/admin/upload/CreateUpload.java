package io.bytebucket.admin.upload;

import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.Attributes;
import io.bytebucket.admin.value.Claims;
import io.bytebucket.admin.value.ObjectDemand;
import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.access.Value;
import io.bytebucket.core.checksum.Checksum;
import io.bytebucket.core.checksum.ChecksumAlgorithm;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.upload.Upload;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.http.Response;
import java.util.Map;
import java.util.Optional;

/** Begins an upload; what is said of the object is said here. */
public final class CreateUpload implements StoreOperation<CreateUpload.Input> {
  private final Uploads uploads;

  /** Among those uploads. */
  public CreateUpload(Uploads uploads) {
    this.uploads = uploads;
  }

  /** What is to be uploaded. */
  record Input(ObjectDemand object, ObjectAttributes attributes, Upload.ChecksumPlan checksum)
      implements Demand {
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
    return new Input(ObjectDemand.of(request), Attributes.decode(request), plan(request));
  }

  /** Of the whole, so that parts may come with a checksum or without. */
  private static Upload.ChecksumPlan plan(AdminRequest request) {
    Optional<ChecksumAlgorithm> wanted = Claims.wantedAlgorithm(request);
    return wanted.isEmpty()
        ? Upload.ChecksumPlan.DEFAULT
        : Upload.ChecksumPlan.of(wanted, Optional.of(Checksum.Type.FULL_OBJECT));
  }

  @Override
  public Response handle(AdminRequest request, Input input, Admission admission) {
    ObjectDemand object = input.object();
    Upload upload =
        uploads.create(
            object.bucket(), object.key(), input.attributes(), input.checksum(), admission.actor());
    return Json.answer(
        200, new Begun(object.bucket().value(), object.key().value(), upload.id().text()));
  }
}
