package io.bytebucket.server.metrics;

import io.bytebucket.core.activity.Work;
import java.util.Set;

/** What an operation does with objects, as far as it is counted for each bucket. */
enum Kind {
  /** It makes an object. */
  UPLOAD,
  /** It reads an object. */
  DOWNLOAD,
  /** It deletes objects. */
  DELETE,
  /** It does something else. */
  OTHER;

  private static final Set<String> UPLOADS =
      Set.of("PutObject", "PostObject", "CopyObject", "CompleteMultipartUpload");
  private static final Set<String> DELETIONS = Set.of("DeleteObject", "DeleteObjects");

  /** So many of it, as work. */
  Work work(long count, long bytesIn, long bytesOut) {
    return new Work(
        this == UPLOAD ? count : 0,
        this == DOWNLOAD ? count : 0,
        this == DELETE ? count : 0,
        bytesIn,
        bytesOut);
  }

  static Kind of(String operation) {
    if (UPLOADS.contains(operation)) {
      return UPLOAD;
    }
    if (DELETIONS.contains(operation)) {
      return DELETE;
    }
    return operation.equals("GetObject") ? DOWNLOAD : OTHER;
  }
}
