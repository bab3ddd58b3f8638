package io.bytebucket.core.object;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.value.FieldText;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a client says about an object, apart from its bytes.
 *
 * @param system the header fields S3 knows
 * @param user the fields behind {@code x-amz-meta-}: names in lower case without that prefix
 * @param tags the object's tags; those that a client gives are held against {@link
 *     io.bytebucket.core.value.Tags} first
 * @param storageClass the storage class that was asked for; the bytes are kept alike in all
 */
public record ObjectAttributes(
    SystemMetadata system,
    Map<String, String> user,
    Map<String, String> tags,
    String storageClass) {
  /** The storage class of an object that was put without one. */
  public static final String STANDARD = "STANDARD";

  /** Nothing said. */
  public static final ObjectAttributes NONE =
      new ObjectAttributes(SystemMetadata.NONE, Map.of(), Map.of(), STANDARD);

  /** The most user metadata, in bytes of UTF-8 over all names and values. */
  public static final int USER_METADATA_LIMIT_BYTES = 2_048;

  /**
   * Holds a field of user metadata against what can be sent back.
   *
   * @param name its name, without the prefix that all have
   * @throws StoreException with {@link Failure.InvalidUserMetadata}
   */
  public static void requireSendable(String name, String value) {
    if (!FieldText.isNamePart(name) || !FieldText.isValue(value)) {
      throw new StoreException(new Failure.InvalidUserMetadata(name));
    }
  }

  /**
   * Checks the size of the user metadata.
   *
   * @throws StoreException with {@link Failure.MetadataTooLarge}
   */
  public ObjectAttributes {
    int size = 0;
    for (Map.Entry<String, String> field : user.entrySet()) {
      size += field.getKey().getBytes(StandardCharsets.UTF_8).length;
      size += field.getValue().getBytes(StandardCharsets.UTF_8).length;
    }
    if (size > USER_METADATA_LIMIT_BYTES) {
      throw new StoreException(new Failure.MetadataTooLarge(size, USER_METADATA_LIMIT_BYTES));
    }
  }
}
