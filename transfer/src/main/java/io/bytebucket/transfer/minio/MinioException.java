package io.bytebucket.transfer.minio;

import java.io.IOException;

/** An export cannot be brought in, for what the message says: what, where and why. */
public final class MinioException extends IOException {
  private static final long serialVersionUID = 1;

  MinioException(String message) {
    super(message);
  }
}
