package io.bytebucket.transfer.original;

import io.bytebucket.transfer.Finding;
import io.bytebucket.transfer.original.SourceWalk.SourceObject;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** What stands beside one object, and what is said of it. */
final class About {
  private final SourceObject object;
  private final OriginalListener listener;
  private final String name;
  private String remark = "";

  About(SourceObject object, OriginalListener listener, String bucket) {
    this.object = object;
    this.listener = listener;
    this.name = bucket + "/" + object.key();
  }

  void found(Finding.Kind kind, String reason) {
    listener.found(new Finding(kind, name, reason));
  }

  /** What is to be known of it, and is no difference; empty for nothing. */
  String remark() {
    return remark;
  }

  /** The sidecar; that of an object without one when there is none, or it cannot be read. */
  Sidecar sidecar() {
    try {
      Optional<byte[]> document = beside(Sidecar.SUFFIX, Sidecar.LIMIT_BYTES);
      if (document.isPresent()) {
        return Sidecar.parse(document.get());
      }
      remark = "without a sidecar: its tag is that of its bytes, and its type is not known";
    } catch (IOException e) {
      found(
          Finding.Kind.OBJECT_DIFFERS,
          "its sidecar cannot be read (" + e.getMessage() + "): only its bytes are here");
    }
    return Sidecar.NONE;
  }

  Map<String, String> tags() {
    try {
      Optional<byte[]> document = beside(TagsFile.SUFFIX, TagsFile.LIMIT_BYTES);
      return document.isPresent() ? TagsFile.parse(document.get()) : Map.of();
    } catch (IOException e) {
      found(Finding.Kind.OBJECT_DIFFERS, "its tags are not here: " + e.getMessage());
      return Map.of();
    }
  }

  private Optional<byte[]> beside(String suffix, int limitBytes) throws IOException {
    return SourceFiles.canBeBeside(object.file(), suffix)
        ? SourceFiles.small(SourceFiles.beside(object.file(), suffix), limitBytes)
        : Optional.empty();
  }
}
