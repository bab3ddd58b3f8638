package io.bytebucket.engine.local.metadata.view;

/** A view of what is stored, to be closed by who reads through it. Used by one thread. */
public interface StoredView extends View, AutoCloseable {
  /** The number of the last write that is seen. */
  long sequence();

  @Override
  void close();
}
