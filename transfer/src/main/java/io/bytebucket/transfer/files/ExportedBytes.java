package io.bytebucket.transfer.files;

import io.bytebucket.core.Store;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.layout.ObjectPart;
import io.bytebucket.core.layout.PartIndex;
import io.bytebucket.core.layout.PartPage;
import io.bytebucket.core.listing.ObjectLister;
import io.bytebucket.core.listing.VersionLister.Item;
import io.bytebucket.core.moving.ImportedVersion;
import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.VersionSelector;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Brings one version of an object out into the tree. Its bytes are held against the checksums of
 * their blocks as they are read, and against the ETag where that is their MD5. Thread-safe.
 */
final class ExportedBytes {
  private static final Pattern MD5 = Pattern.compile("[0-9a-f]{32}");

  private final Store store;
  private final FileTree tree;
  private final boolean isPortable;

  ExportedBytes(Store store, FileTree tree, boolean isPortable) {
    this.store = store;
    this.tree = tree;
    this.isPortable = isPortable;
  }

  /**
   * Writes the files of a version; their names are on disk after {@link FileTree#force}.
   *
   * @return the line that says where they are, or that the version cannot be read
   * @throws IOException when a file cannot be written
   */
  IndexLine write(Bucket bucket, Item.Listed item) throws IOException {
    ObjectKey key = new ObjectKey(item.key());
    ObjectRecord record = item.version();
    try {
      if (record.isDeleteMarker()) {
        return new IndexLine.OfVersion(
            bucket.name().value(), version(key, record, List.of()), item.isLatest(), "");
      }
      return writeBytes(bucket, key, record, item.isLatest());
    } catch (StoreException e) {
      if (e.failure() instanceof Failure.Corrupt) {
        return new IndexLine.Failed(
            bucket.name().value(),
            item.key(),
            record.version().text(),
            record.sizeBytes(),
            "what is stored is damaged");
      }
      throw e;
    }
  }

  private IndexLine writeBytes(Bucket bucket, ObjectKey key, ObjectRecord record, boolean isCurrent)
      throws IOException {
    ObjectReader.Source source = source(bucket.name(), key, record.version());
    ImportedVersion version =
        version(key, record, record.partCount() == 0 ? List.of() : parts(source));
    boolean isPath = isCurrent && hasPath(bucket.name(), key.value());
    String path =
        isPath
            ? KeyPaths.ofKey(bucket.name().value(), key.value())
            : KeyPaths.ofVersion(bucket.name().value(), key.value(), record.version().sequence());
    MessageDigest digest = Digests.md5();
    try (ObjectReader.Content content = store.reader().open(source)) {
      tree.write(
          path,
          record.lastModified(),
          out -> {
            content.transfer(0, record.sizeBytes(), piece -> copy(piece, out, digest));
            requireTag(record, digest);
          });
    } catch (OtherBytesException e) {
      return new IndexLine.Failed(
          bucket.name().value(),
          key.value(),
          record.version().text(),
          record.sizeBytes(),
          "its bytes do not have its ETag");
    }
    if (isPath) {
      Sidecars.write(tree, path, version);
    }
    return new IndexLine.OfVersion(bucket.name().value(), version, isCurrent, path);
  }

  /** They are not what was put, whatever the blocks' checksums say: no file is made of them. */
  private static final class OtherBytesException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static void requireTag(ObjectRecord record, MessageDigest digest)
      throws OtherBytesException {
    String etag = record.etag().value();
    if (MD5.matcher(etag).matches()
        && record.partCount() == 0
        && !etag.equals(HexFormat.of().formatHex(digest.digest()))) {
      throw new OtherBytesException();
    }
  }

  private static void copy(ByteBuffer piece, WritableByteChannel out, MessageDigest digest)
      throws IOException {
    digest.update(piece.duplicate());
    while (piece.hasRemaining()) {
      out.write(piece);
    }
  }

  /** A name cannot be that of a file and of a directory: then the file stands elsewhere. */
  private boolean hasPath(BucketName bucket, String key) {
    String within = key + "/";
    return KeyPaths.canBePath(key, isPortable)
        && (within.length() > ObjectKey.LIMIT_BYTES
            || store
                .lister()
                .list(new ObjectLister.Query(bucket, within, Optional.empty(), Optional.empty(), 1))
                .items()
                .isEmpty());
  }

  private static ObjectReader.Source source(BucketName bucket, ObjectKey key, VersionId version) {
    return new ObjectReader.Source(
        bucket,
        key,
        version.isNull()
            ? new VersionSelector.Null()
            : new VersionSelector.Exactly(version.sequence()));
  }

  private List<ObjectPart> parts(ObjectReader.Source source) {
    return store.reader().get(source, (_, parts) -> all(parts)).choice();
  }

  private static List<ObjectPart> all(PartIndex index) {
    PartPage page = index.page(0, 1_000);
    List<ObjectPart> parts = new ArrayList<>(page.parts());
    while (page.isTruncated()) {
      page = index.page(parts.getLast().number(), 1_000);
      parts.addAll(page.parts());
    }
    return parts;
  }

  private static ImportedVersion version(
      ObjectKey key, ObjectRecord record, List<ObjectPart> parts) {
    return new ImportedVersion(
        key,
        record.version(),
        record.isDeleteMarker(),
        record.lastModified(),
        record.sizeBytes(),
        Optional.of(record.etag()),
        record.attributes(),
        record.ownerId(),
        record.checksum(),
        parts);
  }
}
