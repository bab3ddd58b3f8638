package io.bytebucket.server.metrics;

import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.store.Engine;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.pipeline.Meters;
import java.util.List;

/**
 * Tells somebody about single requests while they are answered. Where nobody wants to know it is
 * {@link #NONE}, which is in the way of no request. Thread-safe.
 */
public interface Traces extends AutoCloseable {
  /** For nobody. */
  Traces NONE =
      new Traces() {
        @Override
        public HttpHandler before(String port, HttpHandler handler) {
          return handler;
        }

        @Override
        public Meters beside(Meters meters) {
          return meters;
        }

        @Override
        public Engine around(Engine engine) {
          return engine;
        }

        @Override
        public List<Figure> figures() {
          return List.of();
        }

        @Override
        public void close() {
          // Nothing was opened.
        }
      };

  /** A handler whose requests are traced. */
  HttpHandler before(String port, HttpHandler handler);

  /** Meters that also tell what became of a request. */
  Meters beside(Meters meters);

  /** An engine whose commits are traced, where they belong to a request. */
  Engine around(Engine engine);

  /** What became of what was told. */
  List<Figure> figures();

  /** Tells what is left, if that can be done at once. */
  @Override
  void close();
}
