package io.bytebucket.s3.op.upload;

import io.bytebucket.core.upload.Uploads;
import io.bytebucket.s3.route.ObjectInput;
import io.bytebucket.s3.route.S3Request;

/** An input that is aimed at an upload. */
interface UploadInput extends ObjectInput {
  /** The id of the upload, as the client wrote it. */
  String upload();

  /** The upload, together with the bucket and key that the request was sent to. */
  default Uploads.Handle handle() {
    return new Uploads.Handle(bucket(), key(), upload());
  }

  /**
   * The id of the upload that a request names. It is looked up only after the caller has been let
   * pass, so that nobody else learns whether it exists.
   */
  static String decode(S3Request request) {
    return request.query().first("uploadId").orElse("");
  }
}
