package io.bytebucket.s3.body;

import io.bytebucket.core.checksum.BodyDigests;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.s3.error.S3ErrorCode;
import io.bytebucket.s3.error.S3Exception;
import io.bytebucket.s3.xml.MalformedXmlException;
import io.bytebucket.s3.xml.XmlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.Optional;

/**
 * The body of a request that is a document. It is decoded while it arrives. What was decoded counts
 * only once the whole body was read and its checksums were right. The decoded records take room in
 * the memory that is set aside for the documents of all clients; closing gives that room back, so
 * close it when the records are no longer needed. For one thread.
 */
public final class DocumentBody implements AutoCloseable {
  private static final int RETRY_AFTER_SECONDS = 1;

  private final InputStream source;
  private final BodyDigests digests;
  private final MemoryBudget.Share share;
  private final int limitBytes;

  /** Turns a document into records, from the start of its root to the end. */
  @FunctionalInterface
  public interface Decoder<T> {
    /**
     * Decodes the document.
     *
     * @param room asked for memory before a record is kept
     * @throws S3Exception when its content is not allowed
     */
    T decode(XmlReader in, Room room) throws MalformedXmlException, IOException;
  }

  /** The memory for the records of a document. */
  @FunctionalInterface
  public interface Room {
    /** For documents so small that their memory is not counted. */
    Room UNCOUNTED = bytes -> {};

    /**
     * Takes so many bytes of memory.
     *
     * @throws StoreException with {@link Failure.Busy} when the documents of all clients together
     *     have no room left
     */
    void take(long bytes);
  }

  /**
   * A body of which nothing was read.
   *
   * @param claims what the client says of its bytes
   * @param limitBytes how long it may be
   * @param memory the memory for the documents of all clients
   */
  public DocumentBody(PayloadBody body, DigestClaims claims, int limitBytes, MemoryBudget memory) {
    this.digests = new BodyDigests(claims);
    this.source = new Counted(body, digests, limitBytes);
    this.share = memory.share();
    this.limitBytes = limitBytes;
  }

  /**
   * Reads and decodes the document, and reads the body to its end.
   *
   * @throws S3Exception with {@link S3ErrorCode#MALFORMED_XML}, {@link
   *     S3ErrorCode#MAX_MESSAGE_LENGTH_EXCEEDED}, or what the decoder throws
   * @throws StoreException when a digest does not match, or with {@link Failure.Busy}
   */
  public <T> T read(String root, Decoder<T> decoder) throws IOException {
    return read(source, root, decoder);
  }

  /**
   * The bytes of a document that is no XML.
   *
   * @throws S3Exception with {@link S3ErrorCode#MAX_MESSAGE_LENGTH_EXCEEDED}
   * @throws StoreException when a digest does not match, or with {@link Failure.Busy}
   */
  public byte[] readBytes() throws IOException {
    take(limitBytes);
    byte[] bytes = source.readAllBytes();
    digests.verify();
    return bytes;
  }

  /** The same for a document that may be missing. */
  public <T> Optional<T> readUnlessEmpty(String root, Decoder<T> decoder) throws IOException {
    PushbackInputStream begun = new PushbackInputStream(source);
    int first = begun.read();
    if (first < 0) {
      digests.verify();
      return Optional.empty();
    }
    begun.unread(first);
    return Optional.of(read(begun, root, decoder));
  }

  private <T> T read(InputStream in, String root, Decoder<T> decoder) throws IOException {
    T document;
    try {
      document = parse(in, root, decoder, this::take);
    } catch (S3Exception | StoreException refused) {
      if (!isBusy(refused)) {
        // If the checksums show that the body was damaged on its way, that is the error to report.
        // So the rest is read and hashed.
        in.transferTo(OutputStream.nullOutputStream());
        digests.verify();
      }
      throw refused;
    }
    digests.verify();
    return document;
  }

  private static boolean isBusy(RuntimeException refused) {
    return refused instanceof StoreException e && e.failure() instanceof Failure.Busy;
  }

  /**
   * Reads a document that did not come as a body.
   *
   * @throws S3Exception with {@link S3ErrorCode#MALFORMED_XML}, or what the decoder throws
   */
  public static <T> T parse(InputStream in, String root, Decoder<T> decoder, Room room)
      throws IOException {
    try {
      XmlReader xml = XmlReader.open(in, root);
      T document = decoder.decode(xml, room);
      xml.end();
      return document;
    } catch (MalformedXmlException malformed) {
      throw new S3Exception(S3ErrorCode.MALFORMED_XML);
    }
  }

  private void take(long bytes) {
    if (!share.tryGrow(bytes)) {
      throw new StoreException(new Failure.Busy(RETRY_AFTER_SECONDS));
    }
  }

  @Override
  public void close() {
    share.close();
  }

  /** Hashes the bytes that are read, and refuses a body over the limit. */
  private static final class Counted extends InputStream {
    private final InputStream body;
    private final BodyDigests digests;
    private final int limitBytes;
    private int leftBytes;

    Counted(InputStream body, BodyDigests digests, int limitBytes) {
      this.body = body;
      this.digests = digests;
      this.limitBytes = limitBytes;
      this.leftBytes = limitBytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = body.read(bytes, offset, length);
      if (read > leftBytes) {
        leftBytes = 0;
        throw new S3Exception(S3ErrorCode.MAX_MESSAGE_LENGTH_EXCEEDED)
            .with("MaxMessageLengthBytes", Integer.toString(limitBytes));
      }
      if (read > 0) {
        leftBytes -= read;
        digests.update(bytes, offset, read);
      }
      return read;
    }
  }
}
