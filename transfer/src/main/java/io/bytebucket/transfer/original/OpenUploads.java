package io.bytebucket.transfer.original;

import io.bytebucket.transfer.Finding;
import io.bytebucket.transfer.source.SourceJson;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Tells of the uploads in parts that nobody completed. They are not taken over: their clients know
 * ids that mean nothing here, and begin again.
 */
final class OpenUploads {
  private static final String MANIFEST = "manifest.json";
  private static final int LIMIT_BYTES = 1 << 20;

  private OpenUploads() {}

  static void tell(Path uploads, OriginalListener listener) throws IOException {
    if (!SourceFiles.isDirectory(uploads)) {
      return;
    }
    try (DirectoryStream<Path> buckets = Files.newDirectoryStream(uploads)) {
      for (Path bucket : buckets) {
        if (SourceFiles.isDirectory(bucket)) {
          ofBucket(bucket, listener);
        }
      }
    }
  }

  private static void ofBucket(Path bucket, OriginalListener listener) throws IOException {
    try (DirectoryStream<Path> uploads = Files.newDirectoryStream(bucket)) {
      for (Path upload : uploads) {
        if (SourceFiles.isDirectory(upload)) {
          listener.found(finding(SourceFiles.shown(bucket), upload));
        }
      }
    }
  }

  private static Finding finding(String bucket, Path upload) throws IOException {
    long parts = 0;
    long bytes = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(upload)) {
      for (Path file : files) {
        Optional<BasicFileAttributes> attributes = SourceFiles.look(file);
        String name = SourceFiles.shown(file);
        if (attributes.filter(BasicFileAttributes::isRegularFile).isPresent()
            && !name.equals(MANIFEST)) {
          parts++;
          bytes += attributes.get().size();
        }
      }
    }
    String id = SourceFiles.shown(upload);
    String what = "upload %s, %d parts of %d bytes".formatted(id, parts, bytes);
    try {
      Optional<byte[]> manifest = SourceFiles.small(upload.resolve(MANIFEST), LIMIT_BYTES);
      if (manifest.isPresent()) {
        JsonNode node = SourceJson.object(manifest.get());
        return new Finding(
            Finding.Kind.OPEN_UPLOAD,
            bucket + "/" + SourceJson.text(node, "key"),
            what + ", begun " + SourceJson.text(node, "initiated"));
      }
      return new Finding(Finding.Kind.OPEN_UPLOAD, bucket + "/", what + ", without a manifest");
    } catch (IOException e) {
      return new Finding(
          Finding.Kind.OPEN_UPLOAD,
          bucket + "/",
          what + ", whose manifest cannot be read: " + e.getMessage());
    }
  }
}
