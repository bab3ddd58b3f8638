package io.bytebucket.admin.upload;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Resource;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.upload.Uploads;

/**
 * An operation on an upload that is under way.
 *
 * @param upload what the client calls it
 */
record UploadDemand(BucketName bucket, ObjectKey key, String upload) implements Demand {
  static UploadDemand of(AdminRequest request) {
    return new UploadDemand(
        new BucketName(request.name("bucket")),
        new ObjectKey(request.key()),
        request
            .parameter("uploadId")
            .orElseThrow(() -> AdminException.invalid("The parameter uploadId has no value.")));
  }

  Uploads.Handle handle() {
    return new Uploads.Handle(bucket, key, upload);
  }

  @Override
  public Resource resource() {
    return new Resource.OfObject(bucket, key);
  }
}
