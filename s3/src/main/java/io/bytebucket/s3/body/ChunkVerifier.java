package io.bytebucket.s3.body;

/**
 * Checks the signatures inside a body, in the order of its chunks. A wrong signature throws an
 * {@link io.bytebucket.s3.error.S3Exception}. Used by one thread.
 */
public interface ChunkVerifier {
  /** Takes in some data of the current chunk. */
  void update(byte[] bytes, int offset, int length);

  /**
   * Checks the signature of the current chunk, all of whose data was taken in, and starts the next.
   */
  void requireChunk(String signature);

  /** Checks the signature of the trailing headers, in their canonical form. */
  void requireTrailers(String signature, String canonicalTrailers);
}
