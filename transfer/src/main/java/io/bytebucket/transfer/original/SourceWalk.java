package io.bytebucket.transfer.original;

import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.transfer.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;

/**
 * Goes through the files of a bucket of the original, and tells objects from what stands beside
 * them. However many there are, it remembers none but the directories it is in. No link is
 * followed.
 */
final class SourceWalk {
  private static final List<String> OF_BUCKETS = List.of(BucketDocuments.ACL, BucketDocuments.CORS);
  private static final List<String> OF_OBJECTS = List.of(Sidecar.SUFFIX, TagsFile.SUFFIX);

  private final String bucket;
  private final Visitor visitor;

  /** A file that is an object. */
  record SourceObject(Path file, String key, BasicFileAttributes attributes) {}

  /** Is shown what there is. */
  interface Visitor {
    void object(SourceObject object) throws IOException;

    void found(Finding finding);
  }

  private SourceWalk(String bucket, Visitor visitor) {
    this.bucket = bucket;
    this.visitor = visitor;
  }

  /** Goes through a bucket. */
  static void of(Path directory, String bucket, Visitor visitor) throws IOException {
    new SourceWalk(bucket, visitor).directory(directory, "");
  }

  private void directory(Path directory, String prefix) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        entry(file, prefix);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    } catch (AccessDeniedException e) {
      found(
          Finding.Kind.OBJECT_MISSING,
          prefix,
          "permission denied: not all that is in this directory is here");
    }
  }

  private void entry(Path file, String prefix) throws IOException {
    Optional<String> name = SourceFiles.name(file);
    String key = prefix + name.orElseGet(() -> SourceFiles.shown(file));
    Optional<BasicFileAttributes> looked;
    try {
      looked = SourceFiles.look(file);
    } catch (AccessDeniedException e) {
      found(Finding.Kind.OBJECT_MISSING, key, "permission denied");
      return;
    }
    if (looked.isEmpty()) {
      return;
    }
    BasicFileAttributes attributes = looked.get();
    if (attributes.isSymbolicLink()) {
      found(Finding.Kind.STRANGE, key, "a symbolic link, which is not followed");
    } else if (name.isEmpty()) {
      found(Finding.Kind.OBJECT_MISSING, key, "its name is no UTF-8, and no key can be that");
    } else if (attributes.isDirectory()) {
      below(file, key);
    } else if (!attributes.isRegularFile()) {
      found(Finding.Kind.STRANGE, key, "neither a file nor a directory");
    } else {
      file(file, name.get(), prefix, attributes);
    }
  }

  private void below(Path directory, String key) throws IOException {
    if (key.getBytes(StandardCharsets.UTF_8).length >= ObjectKey.LIMIT_BYTES) {
      found(Finding.Kind.OBJECT_MISSING, key, "what is below has a longer key than any can have");
    } else {
      directory(directory, key + "/");
    }
  }

  private void file(Path file, String name, String prefix, BasicFileAttributes attributes)
      throws IOException {
    String key = prefix + name;
    // Whatever it is called: what has a sidecar of its own was put as an object.
    if (SourceFiles.hasBeside(file, Sidecar.SUFFIX)) {
      visitor.object(new SourceObject(file, key, attributes));
      return;
    }
    if (prefix.isEmpty() && OF_BUCKETS.contains(name)) {
      return;
    }
    if (isTemporary(name)) {
      found(
          Finding.Kind.TEMPORARY,
          key,
          "%d bytes that the original had begun to write".formatted(attributes.size()));
      return;
    }
    for (String suffix : OF_OBJECTS) {
      if (name.endsWith(suffix)) {
        beside(file, key, suffix);
        return;
      }
    }
    visitor.object(new SourceObject(file, key, attributes));
  }

  /** A sidecar; its object is dealt with where the walk meets that. */
  private void beside(Path file, String key, String suffix) throws IOException {
    boolean hasObject =
        key.length() > suffix.length()
            && !key.endsWith("/" + suffix)
            && SourceFiles.isRegular(SourceFiles.without(file, suffix));
    if (!hasObject) {
      found(Finding.Kind.NO_OBJECT, key, "the object that it would be beside is not there");
    }
  }

  private static boolean isTemporary(String name) {
    return name.startsWith(".upload-")
        || name.endsWith(".mpu.tmp")
        || OF_OBJECTS.stream().anyMatch(suffix -> name.endsWith(suffix + ".tmp"))
        || OF_BUCKETS.stream().anyMatch(whole -> name.equals(whole + ".tmp"));
  }

  private void found(Finding.Kind kind, String key, String reason) {
    visitor.found(new Finding(kind, bucket + "/" + key, reason));
  }
}
