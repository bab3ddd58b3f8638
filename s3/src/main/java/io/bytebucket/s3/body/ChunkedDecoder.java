package io.bytebucket.s3.body;

import io.bytebucket.http.Headers;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A body in {@code aws-chunked} coding. The data of a chunk is hashed while it passes, and the
 * signature is checked at the end of the chunk, so memory does not grow with the length of a chunk.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Transferring
 *     Payload in Multiple Chunks</a>
 */
final class ChunkedDecoder implements PayloadDecoder {
  /**
   * How short a chunk may be, except for the last, as on AWS. Shorter ones would cost more work
   * than their data.
   */
  static final long CHUNK_MIN_BYTES = 8_192;

  private final WireBuffer wire;
  private final long lengthBytes;
  private final boolean mayHaveTrailers;
  private final Set<String> announced;
  private final @Nullable ChunkVerifier signatures;

  private ChunkHeader chunk = new ChunkHeader(CHUNK_MIN_BYTES, "");
  private long chunkNumber;
  private long chunkLeftBytes;
  private long decodedBytes;
  private boolean ended;
  private Headers trailers = Headers.EMPTY;

  /**
   * @param lengthBytes the declared length of the data in all chunks
   * @param form whether chunks are signed and trailers may follow
   * @param announced the trailing headers that must come
   * @param signatures checks the signatures, or null when there are none
   */
  ChunkedDecoder(
      InputStream source,
      long lengthBytes,
      PayloadForm.Chunked form,
      Set<String> announced,
      @Nullable ChunkVerifier signatures) {
    this.wire = new WireBuffer(source);
    this.lengthBytes = lengthBytes;
    this.mayHaveTrailers = form.trailers();
    this.announced = announced;
    this.signatures = signatures;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (!ended && chunkLeftBytes == 0) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int count = wire.read(bytes, offset, (int) Math.min(length, chunkLeftBytes));
    if (signatures != null) {
      signatures.update(bytes, offset, count);
    }
    chunkLeftBytes -= count;
    decodedBytes += count;
    if (chunkLeftBytes == 0) {
      endChunk();
      wire.requireLineEnd();
      if (decodedBytes == lengthBytes) {
        nextChunk();
      }
    }
    return count;
  }

  @Override
  public long lengthBytes() {
    return lengthBytes;
  }

  @Override
  public Headers trailers() {
    return trailers;
  }

  private void nextChunk() throws IOException {
    ChunkHeader next = ChunkHeader.parse(wire.line().orElseThrow(WireBuffer::incomplete));
    chunkNumber++;
    if (next.lengthBytes() > 0 && chunk.lengthBytes() < CHUNK_MIN_BYTES) {
      throw new S3Exception(S3ErrorCode.INVALID_CHUNK_SIZE)
          .with("Chunk", Long.toString(chunkNumber))
          .with("BadChunkSize", Long.toString(chunk.lengthBytes()));
    }
    if (next.lengthBytes() > lengthBytes - decodedBytes) {
      throw lengthMismatch(decodedBytes + next.lengthBytes());
    }
    chunk = next;
    chunkLeftBytes = next.lengthBytes();
    if (chunkLeftBytes == 0) {
      endBody();
    }
  }

  private void endChunk() {
    if (signatures != null) {
      if (chunk.signature().isEmpty()) {
        throw WireBuffer.incomplete();
      }
      signatures.requireChunk(chunk.signature());
    }
  }

  private void endBody() throws IOException {
    endChunk();
    if (decodedBytes != lengthBytes) {
      throw lengthMismatch(decodedBytes);
    }
    if (mayHaveTrailers) {
      trailers =
          signatures == null
              ? Trailers.readUnsigned(wire, announced)
              : Trailers.readSigned(wire, announced, signatures);
    }
    wire.requireEnd();
    ended = true;
  }

  private S3Exception lengthMismatch(long providedBytes) {
    return new S3Exception(S3ErrorCode.INCOMPLETE_BODY)
        .with("NumberBytesExpected", Long.toString(lengthBytes))
        .with("NumberBytesProvided", Long.toString(providedBytes));
  }
}
