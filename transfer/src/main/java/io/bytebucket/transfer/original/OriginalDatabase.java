package io.bytebucket.transfer.original;

import io.bytebucket.transfer.Finding;
import io.bytebucket.transfer.bolt.BoltBucket;
import io.bytebucket.transfer.bolt.BoltFile;
import io.bytebucket.transfer.source.SourceJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * What the database of the original holds.
 *
 * @param users in the order of their access keys
 * @param settings what administrators saved, by its name
 */
record OriginalDatabase(List<OriginalUser> users, Map<String, String> settings) {
  /** A directory with more of them is not the original's. */
  private static final int USERS_MAX = 100_000;

  /** So long are all records of users together. */
  private static final long USERS_BYTES_MAX = 32L << 20;

  /** The longest record of a user, and the longest setting. */
  private static final int RECORD_BYTES_MAX = 1 << 20;

  private static final int SETTINGS_MAX = 1_000;

  /**
   * Reads it.
   *
   * @param found told of what cannot be read
   */
  static OriginalDatabase read(Path file, OriginalCipher cipher, Consumer<Finding> found)
      throws IOException {
    try (BoltFile database = BoltFile.open(file)) {
      List<OriginalUser> users = new ArrayList<>();
      long[] bytes = new long[1];
      forEach(
          database,
          "Users",
          (key, value) -> {
            String keyId = new String(key, StandardCharsets.UTF_8);
            bytes[0] += key.length + value.length;
            if (users.size() >= USERS_MAX || bytes[0] > USERS_BYTES_MAX) {
              throw new OriginalException(
                  file + ": more than " + USERS_MAX + " users, or records of more than 32 MiB");
            }
            try {
              users.add(user(keyId, SourceJson.object(requireShort(value)), cipher));
            } catch (IOException e) {
              found.accept(
                  new Finding(
                      Finding.Kind.USER, keyId, "its record is damaged: " + e.getMessage()));
            }
          });
      Map<String, String> settings = new TreeMap<>();
      forEach(
          database,
          "Config",
          (key, value) -> {
            String name = new String(key, StandardCharsets.UTF_8);
            bytes[0] += value.length;
            if (settings.size() >= SETTINGS_MAX || bytes[0] > USERS_BYTES_MAX) {
              throw new OriginalException(file + ": more than " + SETTINGS_MAX + " settings");
            }
            try {
              settings.put(name, new String(requireShort(value), StandardCharsets.UTF_8));
            } catch (IOException e) {
              found.accept(new Finding(Finding.Kind.SETTING, name, String.valueOf(e.getMessage())));
            }
          });
      return new OriginalDatabase(List.copyOf(users), settings);
    }
  }

  private static void forEach(BoltFile database, String name, BoltBucket.Visitor visitor)
      throws IOException {
    Optional<BoltBucket> bucket = database.root().bucket(name.getBytes(StandardCharsets.UTF_8));
    if (bucket.isPresent()) {
      bucket.get().forEach(visitor);
    }
  }

  private static OriginalUser user(String keyId, JsonNode record, OriginalCipher cipher) {
    List<OriginalUser.Statement> acl = new ArrayList<>();
    for (JsonNode statement : record.path("acl")) {
      acl.add(
          new OriginalUser.Statement(
              SourceJson.text(statement, "effect"),
              SourceJson.texts(statement.path("buckets")),
              SourceJson.texts(statement.path("actions"))));
    }
    return new OriginalUser(
        keyId,
        cipher.decrypt(SourceJson.text(record, "encryptedSecret")),
        List.copyOf(acl),
        SourceJson.date(record, "createdAt"));
  }

  private static byte[] requireShort(byte[] record) throws IOException {
    if (record.length > RECORD_BYTES_MAX) {
      throw new IOException("longer than " + RECORD_BYTES_MAX + " bytes");
    }
    return record;
  }
}
