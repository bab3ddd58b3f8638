package io.bytebucket.transfer.original;

import io.bytebucket.transfer.Finding;
import io.bytebucket.transfer.bolt.BoltBucket;
import io.bytebucket.transfer.bolt.BoltFile;
import io.bytebucket.transfer.source.SourceJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
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
  private static final int USERS_MAX = 1_000_000;

  /** Before that year, a date is one that nobody wrote down. */
  private static final Instant FIRST_DATE = Instant.parse("1970-01-01T00:00:00Z");

  /**
   * Reads it.
   *
   * @param found told of what cannot be read
   */
  static OriginalDatabase read(Path file, OriginalCipher cipher, Consumer<Finding> found)
      throws IOException {
    try (BoltFile database = BoltFile.open(file)) {
      List<OriginalUser> users = new ArrayList<>();
      forEach(
          database,
          "Users",
          (key, value) -> {
            String keyId = new String(key, StandardCharsets.UTF_8);
            if (users.size() >= USERS_MAX) {
              throw new OriginalException(file + ": more than " + USERS_MAX + " users");
            }
            try {
              users.add(user(keyId, SourceJson.object(value), cipher));
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
          (key, value) ->
              settings.put(
                  new String(key, StandardCharsets.UTF_8),
                  new String(value, StandardCharsets.UTF_8)));
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
        date(SourceJson.text(record, "createdAt")));
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant())
          .filter(date -> !date.isBefore(FIRST_DATE));
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }
}
