package io.bytebucket.transfer.original;

import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.object.ContentStream;
import io.bytebucket.core.object.ETag;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.transfer.Finding;
import io.bytebucket.transfer.source.SameBytes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalLong;

/**
 * How much is looked at again. Thread-safe.
 *
 * @param reader reads what was stored
 * @param isFull whether each object is read back and compared byte for byte
 */
record Verification(ObjectReader reader, boolean isFull) {
  private static final int BUFFER_BYTES = 64 << 10;

  /** The tag of the bytes of a file. */
  ETag tag(Path file) throws IOException {
    try (InputStream in = SourceFiles.open(file)) {
      MessageDigest md5 = MessageDigest.getInstance("MD5");
      byte[] buffer = new byte[BUFFER_BYTES];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        md5.update(buffer, 0, read);
      }
      return ETag.ofMd5(md5.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("this Java runtime lacks MD5", impossible);
    }
  }

  /** Reads both, and tells where they differ. */
  void compare(BucketName bucket, ObjectKey key, Path file, About about) throws IOException {
    try (ObjectReader.Content content = reader.open(ObjectReader.Source.current(bucket, key));
        InputStream stored = new ContentStream(content, 0, content.object().sizeBytes());
        InputStream source = SourceFiles.open(file)) {
      OptionalLong where = SameBytes.mismatch(source, stored);
      if (where.isPresent()) {
        about.found(
            Finding.Kind.OBJECT_DIFFERS, "its bytes are others from offset " + where.getAsLong());
      }
    }
  }
}
