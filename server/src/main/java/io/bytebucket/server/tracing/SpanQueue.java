package io.bytebucket.server.tracing;

import io.bytebucket.core.figure.Figure;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spans on their way to the collector: a thread of its own sends them, some at a time. Where there
 * is no room for another one it is dropped; whoever ends a span never waits. Thread-safe.
 */
final class SpanQueue implements SpanProcessor {
  /** How many may wait: some 2 MiB. */
  static final int WAITING_MAX = 2_048;

  private static final int BATCH_MAX = 512;
  private static final Duration GATHER = Duration.ofSeconds(1);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);
  private static final Logger LOG = LoggerFactory.getLogger(SpanQueue.class);

  private final SpanExporter exporter;
  private final BlockingQueue<ReadableSpan> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final CountDownLatch stop = new CountDownLatch(1);
  private final LongAdder sent = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private @Nullable Thread thread;
  private boolean isFailing;

  SpanQueue(SpanExporter exporter) {
    this.exporter = exporter;
  }

  synchronized void start() {
    thread = Thread.ofVirtual().name("traces").start(this::run);
  }

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    // Only what has ended is sent.
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (span.getSpanContext().isSampled() && !waiting.offer(span)) {
      dropped.increment();
    }
  }

  private void run() {
    try {
      while (!stop.await(GATHER.toNanos(), TimeUnit.NANOSECONDS)) {
        while (waiting.peek() != null) {
          send(Tracing.EXPORT_LIMIT);
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void send(Duration limit) {
    List<ReadableSpan> taken = new ArrayList<>(BATCH_MAX);
    waiting.drainTo(taken, BATCH_MAX);
    List<SpanData> batch = taken.stream().map(ReadableSpan::toSpanData).toList();
    if (batch.isEmpty()) {
      return;
    }
    CompletableResultCode result;
    try {
      result = exporter.export(batch).join(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RuntimeException e) {
      result = CompletableResultCode.ofExceptionalFailure(e);
    }
    if (result.isSuccess()) {
      sent.add(batch.size());
    } else {
      refused.add(batch.size());
    }
    tell(result);
  }

  /** Says when it begins and when it ends, and not each time. */
  private void tell(CompletableResultCode result) {
    if (result.isSuccess() == isFailing) {
      isFailing = !result.isSuccess();
      if (isFailing) {
        Throwable cause = result.getFailureThrowable();
        LOG.atWarn()
            .addKeyValue("reason", cause == null ? "no answer in time" : cause.toString())
            .log("the collector of traces does not take them: they are dropped");
      } else {
        LOG.info("the collector of traces takes them again");
      }
    }
  }

  List<Figure> figures() {
    return List.of(
        new Figure.Total(
            "bytebucket_trace_spans_sent_total", "Spans that the collector took.", sent::sum),
        new Figure.Total(
            "bytebucket_trace_spans_dropped_total",
            "Spans for which there was no room, as the collector was too slow.",
            dropped::sum),
        new Figure.Total(
            "bytebucket_trace_spans_refused_total",
            "Spans that the collector did not take.",
            refused::sum));
  }

  /** Sends what is left once more. */
  @Override
  public void close() {
    stop.countDown();
    Thread running;
    synchronized (this) {
      running = thread;
    }
    try {
      // Whom it waits for now answers in time or not at all.
      if (running == null || running.join(CLOSE_LIMIT)) {
        send(CLOSE_LIMIT);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
