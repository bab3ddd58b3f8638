package io.bytebucket.admin.object;

import io.bytebucket.admin.auth.HeaderSignIn;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.value.Attributes;
import io.bytebucket.core.layout.PartIndex;
import io.bytebucket.core.object.HeldObject;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.WantedRange;
import io.bytebucket.http.Headers;
import io.bytebucket.http.HttpDate;
import io.bytebucket.http.PercentCoding;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.pipeline.object.RangeField;
import java.util.Optional;

/** What GET and HEAD of an object answer. */
record ObjectAnswer(AdminRequest request, ObjectKey key) {
  private static final String BYTES = "application/octet-stream";

  /**
   * Which bytes are sent.
   *
   * @param isPart whether the answer says that it is a range
   */
  record Range(long first, long lengthBytes, boolean isPart) implements ObjectReader.ByteRange {}

  /** The range that is asked for. */
  Range range(HeldObject held, PartIndex parts) {
    ObjectRecord object = held.record();
    Optional<WantedRange.Found> wanted =
        request
            .header("range")
            .filter(_ -> isCurrent(object))
            .flatMap(RangeField::parse)
            .flatMap(range -> range.in(object.sizeBytes()));
    return wanted
        .map(range -> new Range(range.first(), range.lengthBytes(), true))
        .orElseGet(() -> new Range(0, object.sizeBytes(), false));
  }

  /** Whether the range counts, which it does not of another object than the client has. */
  private boolean isCurrent(ObjectRecord object) {
    return request
        .header("if-range")
        .filter(validator -> !RangeField.isCurrent(validator, object))
        .isEmpty();
  }

  Response notModified(HeldObject held) {
    return new Response(304, identity(held).build(), ResponseBody.EMPTY);
  }

  Response found(HeldObject held, Range range, ResponseBody body) {
    Headers.Builder headers = shown(held, range);
    ObjectAttributes attributes = held.record().attributes();
    Attributes.encode(
        attributes, isToBrowser() ? BYTES : attributes.system().contentType(), headers);
    headers.add("content-disposition", disposition());
    return new Response(range.isPart() ? 206 : 200, headers.build(), body);
  }

  /**
   * Whether it is asked for in a session. Pages load scripts and styles of their own origin
   * whatever else is said of them, and these are found by their types: so what users store has none
   * there.
   */
  private boolean isToBrowser() {
    return !HeaderSignIn.isIn(request.http().headers());
  }

  /** What is said of the bytes that are sent, and nothing of what the object says of itself. */
  Headers.Builder shown(HeldObject held, Range range) {
    Headers.Builder headers = identity(held).add("accept-ranges", "bytes");
    if (range.isPart()) {
      headers.add(
          "content-range",
          RangeField.contentRange(range.first(), range.lengthBytes(), held.record().sizeBytes()));
    }
    return headers;
  }

  private static Headers.Builder identity(HeldObject held) {
    ObjectRecord object = held.record();
    Headers.Builder headers =
        Headers.builder()
            .add("etag", object.etag().quoted())
            .add("last-modified", HttpDate.format(object.lastModified()));
    held.versionId().ifPresent(id -> headers.add("x-amz-version-id", id));
    return headers;
  }

  /** Whatever the object says: on the console's origin nothing that users store becomes a page. */
  String disposition() {
    String name = key.value().substring(key.value().lastIndexOf('/') + 1);
    return name.isEmpty()
        ? "attachment"
        : "attachment; filename*=UTF-8''" + PercentCoding.encode(name, false);
  }
}
