package io.bytebucket.server.tracing;

import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.Checkpointer;
import io.bytebucket.core.store.Engine;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.function.Function;

/** An engine that traces how long the commits of requests take. */
final class TracedEngine implements Engine {
  private final Engine engine;
  private final MetadataStore metadata;

  TracedEngine(Engine engine, Tracer tracer) {
    this.engine = engine;
    this.metadata = new TracedMetadata(engine.metadata(), tracer);
  }

  private record TracedMetadata(MetadataStore store, Tracer tracer) implements MetadataStore {
    @Override
    public <R> R read(Function<? super Snapshot, ? extends R> query) {
      return store.read(query);
    }

    @Override
    public <R> R write(Function<? super Transaction, ? extends R> change) {
      if (!RequestSpan.CURRENT.isBound()) {
        return store.write(change);
      }
      Span span =
          tracer
              .spanBuilder("commit")
              .setParent(Context.root().with(RequestSpan.CURRENT.get()))
              .startSpan();
      try {
        return store.write(change);
      } catch (RuntimeException e) {
        // Of the change's own, as for what is not there, or of the engine.
        span.setStatus(StatusCode.ERROR);
        throw e;
      } finally {
        span.end();
      }
    }

    @Override
    public void close() {
      store.close();
    }
  }

  @Override
  public MetadataStore metadata() {
    return metadata;
  }

  @Override
  public BlobStore blobs() {
    return engine.blobs();
  }

  @Override
  public boolean isExclusive() {
    return engine.isExclusive();
  }

  @Override
  public Checkpointer checkpointer() {
    return engine.checkpointer();
  }

  @Override
  public List<Figure> figures() {
    return engine.figures();
  }

  @Override
  public void close() {
    engine.close();
  }
}
