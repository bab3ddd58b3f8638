package io.bytebucket.engine.local.metadata.view;

/** A view of what is stored, to be closed by its user. Used by one thread. */
public interface StoredView extends View, AutoCloseable {
  /** The number of the last write that the view shows. */
  long sequence();

  @Override
  void close();
}
