package io.bytebucket.core.upload;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.util.Optional;

/**
 * Where a client wants a page of uploads to begin.
 *
 * @param key after all uploads of this key, or of all keys that this common prefix stands for;
 *     empty for the first page
 * @param upload after this upload of the key instead, as clients call it. Without a key it means
 *     nothing, and is empty here whatever was given
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html">ListMultipartUploads</a>
 */
public record UploadMarker(String key, String upload) {
  /** Drops an upload that has no key. */
  public UploadMarker {
    if (key.isEmpty()) {
      upload = "";
    }
  }

  /**
   * The place in a listing of that prefix and delimiter; empty for its beginning.
   *
   * @throws StoreException with {@link Failure.InvalidUploadMarker} when no upload was ever called
   *     that
   */
  public Optional<UploadLister.Cursor> start(String prefix, Optional<String> delimiter) {
    if (key.isEmpty()) {
      return Optional.empty();
    }
    if (!upload.isEmpty()) {
      UploadId after =
          UploadId.find(upload)
              .orElseThrow(() -> new StoreException(new Failure.InvalidUploadMarker(upload)));
      return Optional.of(new UploadLister.Cursor.AfterUpload(key, after));
    }
    boolean isCommonPrefix =
        delimiter.isPresent()
            && key.startsWith(prefix)
            && key.endsWith(delimiter.get())
            && key.length() > prefix.length();
    return Optional.of(
        isCommonPrefix
            ? new UploadLister.Cursor.AfterPrefix(key)
            : new UploadLister.Cursor.AfterKey(key));
  }
}
