package io.bytebucket.s3.op;

import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.http.Headers;
import io.bytebucket.http.Response;
import java.util.Optional;

/** The header of an answer that is about an object: the same for GET and HEAD. */
final class ObjectResponse {
  private ObjectResponse() {}

  static S3Response found(
      ObjectRecord object, Optional<RangeHeader> range, Headers overrides, boolean wantsChecksum) {
    S3Response response =
        identity(S3Response.status(range.isPresent() ? 206 : 200), object)
            .header("accept-ranges", "bytes")
            .header("content-range", range.map(r -> r.contentRange(object.sizeBytes())));
    AttributeHeaders.encode(object, overrides, response);
    // The checksum is that of the whole object; clients would hold it against the range.
    if (wantsChecksum && range.isEmpty()) {
      ChecksumHeaders.encode(object.checksum(), response);
    }
    return response;
  }

  static Response notModified(ObjectRecord object) {
    return identity(S3Response.status(304), object)
        .header("cache-control", object.attributes().system().cacheControl())
        .header("expires", object.attributes().system().expires())
        .empty();
  }

  private static S3Response identity(S3Response response, ObjectRecord object) {
    return response
        .header("last-modified", Texts.httpDate(object.lastModified()))
        .header("etag", object.etag().quoted());
  }
}
