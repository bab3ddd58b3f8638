package io.bytebucket.server.tracing;

import io.bytebucket.pipeline.Visit;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Set;

/**
 * What the span of a request has. Of what clients chose it has the name of the bucket, and no
 * other.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">Conventions for HTTP
 *     spans</a>
 */
final class RequestSpan {
  /** The span of the request that this thread answers. */
  static final ScopedValue<Span> CURRENT = ScopedValue.newInstance();

  static final AttributeKey<String> PORT = AttributeKey.stringKey("bytebucket.port");
  private static final AttributeKey<String> OPERATION =
      AttributeKey.stringKey("bytebucket.operation");
  private static final AttributeKey<String> BUCKET = AttributeKey.stringKey("aws.s3.bucket");
  private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("aws.request_id");
  private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
  private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
  private static final AttributeKey<Long> STATUS =
      AttributeKey.longKey("http.response.status_code");
  private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH");

  private RequestSpan() {}

  /** Tells the span of this thread's request, if there is one, what became of the request. */
  static void tell(Visit visit) {
    if (!CURRENT.isBound()) {
      return;
    }
    Span span = CURRENT.get();
    String method = METHODS.contains(visit.method()) ? visit.method() : "_OTHER";
    span.setAttribute(METHOD, method);
    span.setAttribute(STATUS, (long) visit.status());
    span.setAttribute(REQUEST_ID, visit.ids().requestId());
    set(span, ROUTE, visit.path());
    set(span, OPERATION, visit.operation());
    set(span, BUCKET, visit.bucket());
    set(span, ERROR, visit.error());
    span.updateName(visit.operation().isEmpty() ? method : visit.operation());
    if (visit.status() >= 500 || visit.status() == 0) {
      span.setStatus(StatusCode.ERROR);
    }
  }

  private static void set(Span span, AttributeKey<String> key, String value) {
    if (!value.isEmpty()) {
      span.setAttribute(key, value);
    }
  }
}
