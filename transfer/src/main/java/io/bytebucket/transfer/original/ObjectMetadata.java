package io.bytebucket.transfer.original;

import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.object.ObjectAttributes;
import io.bytebucket.core.object.SystemMetadata;
import io.bytebucket.transfer.Finding;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is said of an object, as it is kept here; what cannot be is told. */
final class ObjectMetadata {
  private ObjectMetadata() {}

  static ObjectAttributes of(Sidecar sidecar, Map<String, String> tags, About about) {
    SystemMetadata system = system(sidecar, about);
    Map<String, String> user = user(sidecar, about);
    try {
      return new ObjectAttributes(system, user, tags, ObjectAttributes.STANDARD);
    } catch (StoreException tooLarge) {
      about.found(
          Finding.Kind.OBJECT_DIFFERS,
          "its own metadata has more than %d bytes, and is not here"
              .formatted(ObjectAttributes.USER_METADATA_LIMIT_BYTES));
      return new ObjectAttributes(system, Map.of(), tags, ObjectAttributes.STANDARD);
    }
  }

  private static SystemMetadata system(Sidecar sidecar, About about) {
    if (sidecar.contentType().isEmpty()) {
      return SystemMetadata.NONE;
    }
    try {
      return new SystemMetadata(
              sidecar.contentType().get(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty())
          .requireSendable();
    } catch (StoreException refused) {
      about.found(Finding.Kind.OBJECT_DIFFERS, "its type is not here: no header can hold it");
      return SystemMetadata.NONE;
    }
  }

  private static Map<String, String> user(Sidecar sidecar, About about) {
    Map<String, String> kept = new TreeMap<>();
    sidecar
        .user()
        .forEach((name, value) -> {
          try {
            ObjectAttributes.requireSendable(name, value);
            kept.put(name, value);
          } catch (StoreException refused) {
            about.found(
                Finding.Kind.OBJECT_DIFFERS,
                "its metadata '" + name + "' is not here: no header can hold it");
          }
        });
    return kept;
  }
}
