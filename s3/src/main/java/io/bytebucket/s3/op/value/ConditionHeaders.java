package io.bytebucket.s3.op.value;

import io.bytebucket.core.object.ETagMatcher;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.http.HttpDate;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.S3Request;
import io.bytebucket.s3.xml.XmlFields;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The conditions of a request, from its header fields. */
public final class ConditionHeaders {
  private static final String IF_SIZE = "x-amz-if-match-size";
  private static final String IF_TIME = "x-amz-if-match-last-modified-time";
  private static final String IF_INITIATED = "x-amz-if-match-initiated-time";

  private ConditionHeaders() {}

  /** The conditions of GET and HEAD. */
  public static ReadConditions read(S3Request request) {
    return prefixed(request, "");
  }

  /**
   * The condition of a PUT: {@code If-None-Match: *} or {@code If-Match}, not both.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional
   *     writes</a>
   */
  public static WriteCondition write(S3Request request) {
    refuse(request, "If-Modified-Since", "If-Unmodified-Since");
    Optional<String> ifNoneMatch = request.header("if-none-match");
    if (ifNoneMatch.isEmpty()) {
      return match(request);
    }
    if (request.header("if-match").isPresent()) {
      throw notImplemented(
          "If-Match,If-None-Match", "Multiple conditional request headers present in the request");
    }
    if (!ifNoneMatch.get().strip().equals("*")) {
      throw notImplemented(
          "If-None-Match",
          "We don't accept the provided value of If-None-Match header for this API");
    }
    return new WriteCondition.IfAbsent();
  }

  /**
   * The condition of a DELETE: {@code If-Match}, and the size and time of the object, which AWS
   * takes for directory buckets.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObject.html">DeleteObject</a>
   */
  public static WriteCondition delete(S3Request request) {
    refuse(request, "If-None-Match", "If-Modified-Since", "If-Unmodified-Since");
    return all(
        match(request),
        request.header(IF_SIZE).map(text -> size(IF_SIZE, text)),
        request.header(IF_TIME).map(text -> time(IF_TIME, text, HttpDate.parse(text))));
  }

  /**
   * The condition for aborting an upload: the time at which it must have begun. AWS takes it for
   * directory buckets.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_AbortMultipartUpload.html">AbortMultipartUpload</a>
   */
  public static Optional<Instant> initiated(S3Request request) {
    return request
        .header(IF_INITIATED)
        .map(text -> HttpDate.parse(text).orElseThrow(() -> invalid(IF_INITIATED, text)));
  }

  /** The conditions on the source of a copy. */
  static ReadConditions copySource(S3Request request) {
    return prefixed(request, "x-amz-copy-source-");
  }

  /** The conditions on the object that is renamed. */
  public static ReadConditions renameSource(S3Request request) {
    return prefixed(request, "x-amz-rename-source-");
  }

  private static ReadConditions prefixed(S3Request request, String prefix) {
    return new ReadConditions(
        request.header(prefix + "if-match").map(ETagMatcher::parse),
        request.header(prefix + "if-none-match").map(ETagMatcher::parse),
        request.header(prefix + "if-modified-since").flatMap(HttpDate::parse),
        request.header(prefix + "if-unmodified-since").flatMap(HttpDate::parse));
  }

  /** The condition of one object in the document of DeleteObjects. */
  public static WriteCondition delete(XmlFields object) {
    return all(
        match(object.text("ETag")),
        object.text("Size").map(text -> size("Size", text)),
        object
            .text("LastModifiedTime")
            .map(text -> time("LastModifiedTime", text, Texts.parseDate(text))));
  }

  private static WriteCondition match(S3Request request) {
    return match(request.header("if-match"));
  }

  private static WriteCondition match(Optional<String> tags) {
    return tags.<WriteCondition>map(text -> new WriteCondition.IfMatch(ETagMatcher.parse(text)))
        .orElseGet(WriteCondition.None::new);
  }

  private static WriteCondition all(
      WriteCondition match, Optional<WriteCondition> size, Optional<WriteCondition> time) {
    return size.isEmpty() && time.isEmpty()
        ? match
        : new WriteCondition.All(
            Stream.concat(Stream.of(match), Stream.concat(size.stream(), time.stream())).toList());
  }

  private static WriteCondition size(String name, String text) {
    try {
      return new WriteCondition.IfSize(Long.parseLong(text.strip()));
    } catch (NumberFormatException notANumber) {
      throw invalid(name, text);
    }
  }

  private static WriteCondition time(String name, String text, Optional<Instant> time) {
    return new WriteCondition.IfLastModified(time.orElseThrow(() -> invalid(name, text)));
  }

  private static S3Exception invalid(String name, String text) {
    return new S3Exception(S3ErrorCode.INVALID_ARGUMENT)
        .with("ArgumentName", name)
        .with("ArgumentValue", text);
  }

  /**
   * Refuses conditions that this operation does not check: the client would believe that they held.
   */
  private static void refuse(S3Request request, String... headers) {
    for (String header : headers) {
      if (request.header(header.toLowerCase(Locale.ROOT)).isPresent()) {
        throw new S3Exception(S3ErrorCode.NOT_IMPLEMENTED).with("Header", header);
      }
    }
  }

  private static S3Exception notImplemented(String header, String message) {
    return new S3Exception(S3ErrorCode.NOT_IMPLEMENTED)
        .with("Header", header)
        .with("additionalMessage", message);
  }
}
