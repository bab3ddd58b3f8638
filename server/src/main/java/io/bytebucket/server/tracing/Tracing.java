package io.bytebucket.server.tracing;

import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.store.Engine;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.pipeline.Meters;
import io.bytebucket.server.config.TracingSettings;
import io.bytebucket.server.metrics.Traces;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells a collector of OpenTelemetry about requests: a span for each that is sampled, and one for
 * each commit that it waits for. Thread-safe.
 *
 * <p>A request never waits for the collector: what it does not take in time is dropped, and
 * counted.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">Trace Context</a>
 */
public final class Tracing implements Traces {
  static final Duration EXPORT_LIMIT = Duration.ofSeconds(10);
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final String NAME = "io.bytebucket";

  /** Longer than the name of a bucket can be. */
  private static final int TEXT_LIMIT = 128;

  private static final int ATTRIBUTE_LIMIT = 16;

  /** Said by ourselves, in the form of our log; held so that it is not forgotten. */
  private static final Logger OWN_LOG = Logger.getLogger("io.opentelemetry");

  private final SpanQueue queue;
  private final SdkTracerProvider provider;
  private final Tracer tracer;

  private Tracing(SpanQueue queue, SdkTracerProvider provider) {
    this.queue = queue;
    this.provider = provider;
    this.tracer = provider.get(NAME);
  }

  /** Begins to send to the collector that the settings name. */
  public static Tracing start(TracingSettings settings, String version) {
    OWN_LOG.setLevel(Level.OFF);
    OtlpHttpSpanExporterBuilder exporter =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(settings.endpoint().toString())
            .setConnectTimeout(CONNECT_LIMIT)
            .setTimeout(EXPORT_LIMIT)
            // What was not taken is not kept for another try: the next ones wait.
            .setRetryPolicy(null);
    settings.authorization().ifPresent(value -> exporter.addHeader("authorization", value));
    SpanQueue queue = new SpanQueue(exporter.build());
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.create(
                    Attributes.builder()
                        .put("service.name", "bytebucket")
                        .put("service.version", version)
                        .build()))
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(settings.sampledPart())))
            .setSpanLimits(
                SpanLimits.builder()
                    .setMaxNumberOfAttributes(ATTRIBUTE_LIMIT)
                    .setMaxAttributeValueLength(TEXT_LIMIT)
                    .setMaxNumberOfEvents(1)
                    .setMaxNumberOfLinks(1)
                    .build())
            .addSpanProcessor(queue)
            .build();
    queue.start();
    return new Tracing(queue, provider);
  }

  @Override
  public HttpHandler before(String port, HttpHandler handler) {
    return new TracedHandler(tracer, port, handler);
  }

  @Override
  public Meters beside(Meters meters) {
    return (method, path, operation) -> {
      var row = meters.row(method, path, operation);
      return (visit, bytesIn, bytesOut) -> {
        row.ended(visit, bytesIn, bytesOut);
        RequestSpan.tell(visit);
      };
    };
  }

  @Override
  public Engine around(Engine engine) {
    return new TracedEngine(engine, tracer);
  }

  @Override
  public List<Figure> figures() {
    return queue.figures();
  }

  @Override
  public void close() {
    queue.close();
    provider.close();
  }
}
