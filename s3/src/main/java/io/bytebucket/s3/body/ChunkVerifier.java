package io.bytebucket.s3.body;

/**
 * Checks the signatures inside a body, in the order of its chunks. Used by one thread. A signature
 * that is not right is thrown as an {@link io.bytebucket.s3.error.S3Exception}.
 */
public interface ChunkVerifier {
  /** Takes in some of the chunk's data. */
  void update(byte[] bytes, int offset, int length);

  /** Checks the signature of the chunk whose data was taken in, and starts the next. */
  void requireChunk(String signature);

  /** Checks the signature of the trailing headers, in their canonical form. */
  void requireTrailers(String signature, String canonicalTrailers);
}
