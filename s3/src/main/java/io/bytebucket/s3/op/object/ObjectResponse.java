package io.bytebucket.s3.op.object;

import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.http.HttpDate;
import io.bytebucket.http.Response;
import io.bytebucket.s3.op.value.AttributeHeaders;
import io.bytebucket.s3.op.value.ChecksumHeaders;
import io.bytebucket.s3.op.value.VersionParameter;
import io.bytebucket.s3.route.S3Response;
import java.util.Optional;

/** The header fields of an answer about an object, which are the same for GET and HEAD. */
final class ObjectResponse {
  private ObjectResponse() {}

  static S3Response found(HeldObject held, Selection selection, ObjectRead input) {
    ObjectRecord object = held.record();
    Optional<RangeHeader> range = selection.range();
    S3Response response =
        identity(S3Response.status(range.isPresent() ? 206 : 200), held)
            .header("accept-ranges", "bytes")
            .header("content-range", range.map(r -> r.contentRange(object.sizeBytes())));
    AttributeHeaders.encode(object, input.overrides(), response);
    if (input.partNumber().isPresent() && object.partCount() > 0) {
      response.header("x-amz-mp-parts-count", Integer.toString(object.partCount()));
    }
    if (input.wantsChecksum()) {
      checksum(object, selection, response);
    }
    return response;
  }

  /**
   * Adds the checksum of exactly the bytes that are sent, if it is known: clients check it against
   * what they get.
   */
  private static void checksum(ObjectRecord object, Selection selection, S3Response response) {
    if (selection.part().isPresent()) {
      ChecksumHeaders.encodePart(object, selection.part().get(), response);
    } else if (selection.lengthBytes() == object.sizeBytes()) {
      ChecksumHeaders.encode(object, response);
    }
  }

  static Response notModified(HeldObject held) {
    ObjectRecord object = held.record();
    return identity(S3Response.status(304), held)
        .header("cache-control", object.attributes().system().cacheControl())
        .header("expires", object.attributes().system().expires())
        .empty();
  }

  private static S3Response identity(S3Response response, HeldObject held) {
    return response
        .header("last-modified", HttpDate.format(held.record().lastModified()))
        .header("etag", held.record().etag().quoted())
        .header(VersionParameter.HEADER, held.versionId());
  }
}
