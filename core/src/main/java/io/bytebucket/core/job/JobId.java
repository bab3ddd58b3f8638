package io.bytebucket.core.job;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.store.BlobId;
import java.util.HexFormat;

/**
 * The identity of a job.
 *
 * @param number from the same sequence as the ids of blobs: it is never used twice
 */
public record JobId(BlobId number) {
  /** The name of the job for clients: 24 hex digits. */
  public String text() {
    return HexFormat.of().formatHex(number.toBytes());
  }

  /**
   * The job that a client names.
   *
   * @throws StoreException with {@link Failure.NoSuchJob} when none can be called that
   */
  public static JobId parse(String text) {
    try {
      byte[] bytes = HexFormat.of().parseHex(text);
      if (bytes.length == BlobId.LENGTH_BYTES) {
        JobId id = new JobId(BlobId.fromBytes(bytes, 0));
        if (id.text().equals(text)) {
          return id;
        }
      }
    } catch (IllegalArgumentException notHex) {
      // Handled like a text of another length.
    }
    throw new StoreException(new Failure.NoSuchJob(text));
  }
}
