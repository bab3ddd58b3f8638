package io.bytebucket.s3.op.upload;

import io.bytebucket.core.upload.Uploads;
import io.bytebucket.s3.route.ObjectInput;
import io.bytebucket.s3.route.S3Request;

/** An input that is aimed at an upload. */
interface UploadInput extends ObjectInput {
  /** What the client calls the upload. */
  String upload();

  /** The upload, with the address it was named under. */
  default Uploads.Handle handle() {
    return new Uploads.Handle(bucket(), key(), upload());
  }

  /**
   * The upload that a request names. Whether there is one is told to those alone who may do to it
   * what they ask for.
   */
  static String decode(S3Request request) {
    return request.query().first("uploadId").orElse("");
  }
}
