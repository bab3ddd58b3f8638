package io.bytebucket.transfer.original;

import io.bytebucket.core.acl.CannedAcl;
import io.bytebucket.core.bucket.CorsConfiguration;
import io.bytebucket.core.bucket.CorsRule;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.transfer.Finding;
import io.bytebucket.transfer.source.SourceJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * What stands beside the objects of a bucket, about the bucket.
 *
 * @param acl its access control list
 * @param cors which pages of other origins may use it; empty when it has none
 */
record BucketDocuments(CannedAcl acl, Optional<CorsConfiguration> cors) {
  static final String ACL = ".acl.json";
  static final String CORS = ".cors.json";

  private static final int LIMIT_BYTES = 1 << 20;

  /**
   * What is there.
   *
   * @param found told what cannot be read, or not be kept
   */
  static BucketDocuments read(Path bucket, String name, Consumer<Finding> found) {
    Consumer<String> lost = reason -> found.accept(new Finding(Finding.Kind.BUCKET, name, reason));
    CannedAcl acl = CannedAcl.PRIVATE;
    try {
      acl = acl(bucket);
    } catch (IOException e) {
      lost.accept(ACL + " cannot be read (" + e.getMessage() + "), so it is private here");
    }
    Optional<CorsConfiguration> cors = Optional.empty();
    try {
      cors = cors(bucket, lost);
    } catch (IOException e) {
      lost.accept(CORS + " cannot be read (" + e.getMessage() + ")");
    }
    return new BucketDocuments(acl, cors);
  }

  private static CannedAcl acl(Path bucket) throws IOException {
    Optional<byte[]> document = SourceFiles.small(bucket.resolve(ACL), LIMIT_BYTES);
    if (document.isEmpty()) {
      return CannedAcl.PRIVATE;
    }
    String text = SourceJson.text(SourceJson.object(document.get()), "canned");
    return CannedAcl.of(text.toLowerCase(java.util.Locale.ROOT))
        .filter(acl -> acl == CannedAcl.PRIVATE || acl == CannedAcl.PUBLIC_READ)
        .orElseThrow(() -> new IOException("'" + text + "' is no list that it knows"));
  }

  private static Optional<CorsConfiguration> cors(Path bucket, Consumer<String> lost)
      throws IOException {
    Optional<byte[]> document = SourceFiles.small(bucket.resolve(CORS), LIMIT_BYTES);
    if (document.isEmpty()) {
      return Optional.empty();
    }
    List<CorsRule> rules = new ArrayList<>();
    int number = 0;
    for (JsonNode node : SourceJson.object(document.get()).path("CORSRules")) {
      number++;
      try {
        CorsRule rule = rule(node).requireAllowed();
        CorsConfiguration.requireRoom(rules.size());
        rules.add(rule);
      } catch (StoreException refused) {
        lost.accept("rule " + number + " of " + CORS + " is none of S3: " + refused.failure());
      }
    }
    return rules.isEmpty() ? Optional.empty() : Optional.of(new CorsConfiguration(rules));
  }

  private static CorsRule rule(JsonNode node) {
    int maxAge = node.path("MaxAgeSeconds").asInt(0);
    return new CorsRule(
        Optional.of(SourceJson.text(node, "ID")).filter(id -> !id.isEmpty()),
        SourceJson.texts(node.path("AllowedMethods")),
        SourceJson.texts(node.path("AllowedOrigins")),
        SourceJson.texts(node.path("AllowedHeaders")),
        SourceJson.texts(node.path("ExposeHeaders")),
        // The original sends it only where it is more than nothing.
        maxAge == 0 ? OptionalInt.empty() : OptionalInt.of(maxAge));
  }
}
