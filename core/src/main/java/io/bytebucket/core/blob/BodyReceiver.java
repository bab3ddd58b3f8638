package io.bytebucket.core.blob;

import io.bytebucket.core.checksum.BodyDigests;
import io.bytebucket.core.checksum.DigestClaims;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.BlobWriter;
import io.bytebucket.core.store.MetadataStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;

/**
 * Takes in the body of an upload. A small body is kept in memory, to be committed with its record;
 * a larger one goes to the blob store as it arrives. Thread-safe. However large a body is, it takes
 * no more memory than the inline limit and one buffer.
 */
public final class BodyReceiver {
  /** One block of the blob store: the unit in which bytes are hashed and passed on. */
  private static final int BUFFER_BYTES = BlobStore.BLOCK_BYTES;

  /** From this length on, a second thread for a body is worth its cost. */
  private static final long DIVIDED_FROM_BYTES = 1 << 20;

  private final BlobStore blobs;
  private final BlobIds ids;
  private final int inlineLimitBytes;
  private final long limitBytes;

  /**
   * When there are more uploads than processors, all processors are busy without a second thread
   * for each upload.
   */
  private final Semaphore spareThreads = new Semaphore(Runtime.getRuntime().availableProcessors());

  /**
   * A receiver into that blob store.
   *
   * @param inlineLimitBytes the largest body that is kept in the metadata store; 0 or more, and
   *     below {@link MetadataStore#VALUE_LIMIT_BYTES}
   */
  public BodyReceiver(BlobStore blobs, BlobIds ids, int inlineLimitBytes) {
    this(blobs, ids, inlineLimitBytes, BlobStore.BLOB_LIMIT_BYTES);
  }

  /** A receiver with another limit, so that a test need not send 5 GiB to reach it. */
  BodyReceiver(BlobStore blobs, BlobIds ids, int inlineLimitBytes, long limitBytes) {
    if (inlineLimitBytes < 0
        || inlineLimitBytes > MetadataStore.VALUE_LIMIT_BYTES - InlineBytes.HEADER_BYTES) {
      throw new IllegalArgumentException("inline limit out of range");
    }
    this.blobs = blobs;
    this.ids = ids;
    this.inlineLimitBytes = inlineLimitBytes;
    this.limitBytes = limitBytes;
  }

  /** Whether a body of that declared length (-1 when unknown) may go to the blob store. */
  public boolean mayBeStored(long lengthBytes) {
    return lengthBytes < 0 || lengthBytes > inlineLimitBytes;
  }

  /** The same, of a body whose blob says nothing of itself. */
  public ReceivedBody receive(InputStream body, long lengthBytes, DigestClaims claims)
      throws IOException {
    return receive(body, lengthBytes, claims, BodyLabel.NONE);
  }

  /**
   * Reads {@code body} to its end. On return its bytes agree with every claim, and those that went
   * to the blob store are durable. Closing the result throws them away.
   *
   * @param lengthBytes the declared length, or -1 when it is not known
   * @param label says what its blob says of itself
   * @throws StoreException with {@link Failure.EntityTooLarge}, {@link Failure.IncompleteBody},
   *     {@link Failure.BadDigest}, {@link Failure.ChecksumMismatch} or a failure of the blob store;
   *     nothing is then left
   * @throws IOException when reading the body fails
   */
  public ReceivedBody receive(
      InputStream body, long lengthBytes, DigestClaims claims, BodyLabel label) throws IOException {
    if (lengthBytes > limitBytes) {
      throw tooLarge(lengthBytes);
    }
    boolean isDivided = lengthBytes >= DIVIDED_FROM_BYTES && spareThreads.tryAcquire();
    try (BodyDigests digests = new BodyDigests(claims)) {
      if (isDivided) {
        digests.divideWork(BUFFER_BYTES);
      }
      return receive(body, lengthBytes, digests, label);
    } finally {
      if (isDivided) {
        spareThreads.release();
      }
    }
  }

  private ReceivedBody receive(
      InputStream body, long lengthBytes, BodyDigests digests, BodyLabel label) throws IOException {
    byte[] head = new byte[headBytes(lengthBytes)];
    int read = body.readNBytes(head, 0, head.length);
    digests.update(head, 0, read);
    if (read <= inlineLimitBytes) {
      // A signed body is verified when its end is read, so the end must be read in every case.
      long size = read < head.length || body.read() < 0 ? read : read + 1L;
      requireLength(lengthBytes, size);
      return ReceivedBody.inline(ids.next(), head, read, digests.verify());
    }
    try (BlobWriter writer = blobs.create(ids.next(), lengthBytes)) {
      writer.write(head, 0, read);
      long size = copy(body, digests, writer, read, lengthBytes);
      requireLength(lengthBytes, size);
      BodyDigests.Verified verified = digests.verify();
      writer.commit(label.of(writer.id(), size, verified));
      return ReceivedBody.stored(new PendingBlob(writer.id(), blobs, ids), size, verified);
    }
  }

  /**
   * Writes a blob that says something of others. It is durable on return; closing the result
   * deletes it.
   *
   * @throws StoreException as the blob store fails; nothing is then left
   */
  public PendingBlob note(byte[] bytes, byte[] label) {
    try (BlobWriter writer = blobs.create(ids.next(), bytes.length)) {
      writer.write(bytes, 0, bytes.length);
      writer.commit(label);
      return new PendingBlob(writer.id(), blobs, ids);
    }
  }

  /**
   * How many bytes to read to know whether a body is inline: up to its end, or one more than the
   * limit.
   */
  private int headBytes(long lengthBytes) {
    return lengthBytes >= 0 && lengthBytes <= inlineLimitBytes
        ? (int) lengthBytes
        : inlineLimitBytes + 1;
  }

  /**
   * Passes on the rest of the body, and returns the length of the whole body with what was read
   * before. Stops as soon as there is more than was declared, because such a body is refused.
   */
  private long copy(
      InputStream body, BodyDigests digests, BlobWriter writer, long alreadyRead, long lengthBytes)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long size = alreadyRead;
    for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
      size += read;
      if (size > limitBytes) {
        throw tooLarge(size);
      }
      if (lengthBytes >= 0 && size > lengthBytes) {
        return size;
      }
      digests.update(buffer, 0, read);
      writer.write(buffer, 0, read);
    }
    return size;
  }

  private StoreException tooLarge(long sizeBytes) {
    return new StoreException(new Failure.EntityTooLarge(sizeBytes, limitBytes));
  }

  private static void requireLength(long expectedBytes, long actualBytes) {
    if (expectedBytes >= 0 && expectedBytes != actualBytes) {
      throw new StoreException(new Failure.IncompleteBody(expectedBytes, actualBytes));
    }
  }
}
