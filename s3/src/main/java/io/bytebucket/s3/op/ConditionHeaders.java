package io.bytebucket.s3.op;

import io.bytebucket.core.object.ETagMatcher;
import io.bytebucket.core.object.ReadConditions;
import io.bytebucket.core.object.WriteCondition;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.route.S3Request;
import java.util.Optional;

/** The conditions of a request, from its header fields. */
final class ConditionHeaders {
  private ConditionHeaders() {}

  /** Of GET and HEAD. */
  static ReadConditions read(S3Request request) {
    return new ReadConditions(
        request.header("if-match").map(ETagMatcher::parse),
        request.header("if-none-match").map(ETagMatcher::parse),
        request.header("if-modified-since").flatMap(Texts::parseHttpDate),
        request.header("if-unmodified-since").flatMap(Texts::parseHttpDate));
  }

  /**
   * Of PUT: {@code If-None-Match: *} or {@code If-Match}.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html">Conditional
   *     writes</a>
   */
  static WriteCondition write(S3Request request) {
    Optional<String> ifNoneMatch = request.header("if-none-match");
    if (ifNoneMatch.isEmpty()) {
      return match(request);
    }
    if (request.header("if-match").isPresent() || !ifNoneMatch.get().strip().equals("*")) {
      throw new S3Exception(
              S3ErrorCode.NOT_IMPLEMENTED,
              "A header you provided implies functionality that is not implemented")
          .with("Header", "If-None-Match")
          .with(
              "additionalMessage",
              "We don't accept the provided value of If-None-Match header for this API");
    }
    return new WriteCondition.IfAbsent();
  }

  /** Of DELETE: {@code If-Match}. */
  static WriteCondition match(S3Request request) {
    return request
        .header("if-match")
        .<WriteCondition>map(value -> new WriteCondition.IfMatch(ETagMatcher.parse(value)))
        .orElseGet(WriteCondition.None::new);
  }
}
