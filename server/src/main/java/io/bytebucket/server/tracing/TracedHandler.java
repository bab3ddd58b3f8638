package io.bytebucket.server.tracing;

import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.Refusal;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Has each request answered within a span, which goes on with the trace of its client. */
final class TracedHandler implements HttpHandler {
  private static final TextMapGetter<Request> FIELDS =
      new TextMapGetter<>() {
        @Override
        public @Nullable String get(@Nullable Request request, String name) {
          return request == null ? null : request.headers().first(name).orElse(null);
        }
      };

  private final Tracer tracer;
  private final String port;
  private final HttpHandler handler;

  TracedHandler(Tracer tracer, String port, HttpHandler handler) {
    this.tracer = tracer;
    this.port = port;
    this.handler = handler;
  }

  @Override
  public void handle(Request request, Exchange exchange) throws IOException {
    Context parent =
        W3CTraceContextPropagator.getInstance().extract(Context.root(), request, FIELDS);
    Span span =
        tracer
            .spanBuilder("HTTP")
            .setParent(parent)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute(RequestSpan.PORT, port)
            .startSpan();
    if (!span.isRecording()) {
      handler.handle(request, exchange);
      return;
    }
    try {
      ScopedValue.where(RequestSpan.CURRENT, span)
          .call(() -> {
            handler.handle(request, exchange);
            return span;
          });
    } finally {
      span.end();
    }
  }

  @Override
  public Response refuse(Request request, Refusal reason) {
    return handler.refuse(request, reason);
  }
}
