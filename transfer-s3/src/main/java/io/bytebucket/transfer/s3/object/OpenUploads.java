package io.bytebucket.transfer.s3.object;

/** Remembers uploads in parts that are under way, should the process end. Thread-safe. */
public interface OpenUploads {
  /** One was begun. On return this outlives the process. */
  void opened(String bucket, String key, String uploadId);

  /** One is completed or given up. */
  void closed(String bucket, String key, String uploadId);
}
