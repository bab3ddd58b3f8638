package io.bytebucket.core.object;

import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.value.FieldText;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a client says about an object, apart from its bytes.
 *
 * @param system the fields that S3 knows
 * @param user the fields of the client's own; their names are in lower case and without the prefix
 *     that they have on the wire
 * @param tags the tags of the object; those that a client gives are checked by {@link
 *     io.bytebucket.core.value.Tags} first
 * @param storageClass the storage class that was asked for; the bytes are kept in the same way in
 *     all of them
 * @param access who may do what with it, beside what rules and policies say
 */
public record ObjectAttributes(
    SystemMetadata system,
    Map<String, String> user,
    Map<String, String> tags,
    String storageClass,
    ObjectAccess access) {
  /** The storage class of an object that was put without one. */
  public static final String STANDARD = "STANDARD";

  /** The attributes of an object about which nothing was said. */
  public static final ObjectAttributes NONE =
      new ObjectAttributes(SystemMetadata.NONE, Map.of(), Map.of(), STANDARD);

  /** Attributes with nothing said about access. */
  public ObjectAttributes(
      SystemMetadata system,
      Map<String, String> user,
      Map<String, String> tags,
      String storageClass) {
    this(system, user, tags, storageClass, ObjectAccess.UNSAID);
  }

  /** The same attributes with other tags. */
  public ObjectAttributes withTags(Map<String, String> other) {
    return new ObjectAttributes(system, user, other, storageClass, access);
  }

  /** The same attributes with something else said about access. */
  public ObjectAttributes with(ObjectAccess other) {
    return other.equals(access)
        ? this
        : new ObjectAttributes(system, user, tags, storageClass, other);
  }

  /** How long all names and values of user metadata may be together, in bytes of UTF-8. */
  public static final int USER_METADATA_LIMIT_BYTES = 2_048;

  /**
   * Checks that a field of user metadata can be sent back.
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
