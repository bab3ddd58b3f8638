package io.bytebucket.transfer.minio;

import io.bytebucket.transfer.Finding;

/** Is told what was brought in. For one thread. */
public interface MinioListener {
  /**
   * A user is here.
   *
   * @param keys how many access keys of it were made just now
   * @param isNew whether the user was made just now
   */
  void user(String name, int keys, boolean isNew);

  /**
   * A setting of a bucket is here; or the bucket itself.
   *
   * @param what the setting; empty for the bucket
   * @param isNew whether it was made just now
   */
  void bucket(String bucket, String what, boolean isNew);

  /** Something that somebody should know of. */
  void found(Finding finding);
}
