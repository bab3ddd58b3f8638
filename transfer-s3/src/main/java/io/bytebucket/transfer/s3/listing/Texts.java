package io.bytebucket.transfer.s3.listing;

import org.jspecify.annotations.Nullable;

/** Texts as answers have them. */
public final class Texts {
  private Texts() {}

  /** An ETag without its quotes; empty when there is none. */
  public static String unquoted(@Nullable String etag) {
    return etag == null ? "" : etag.replace("\"", "");
  }
}
