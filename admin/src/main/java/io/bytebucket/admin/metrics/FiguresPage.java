package io.bytebucket.admin.metrics;

/** All figures of the server, as a text that a collector reads. Thread-safe. */
public interface FiguresPage {
  /** The text as of now. */
  byte[] text();

  /** Its type, for a header field. */
  String contentType();
}
