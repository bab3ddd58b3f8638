package io.bytebucket.s3.op;

import io.bytebucket.core.upload.UploadId;
import io.bytebucket.core.upload.Uploads;
import io.bytebucket.s3.route.S3Request;

/** An input that is aimed at an upload. */
interface UploadInput extends ObjectInput {
  UploadId upload();

  /** The upload, with the address it was named under. */
  default Uploads.Handle handle() {
    return new Uploads.Handle(bucket(), key(), upload());
  }

  /**
   * The upload that a request names.
   *
   * @throws io.bytebucket.core.failure.StoreException when no upload was ever called that
   */
  static UploadId decode(S3Request request) {
    return UploadId.parse(request.query().first("uploadId").orElse(""));
  }
}
