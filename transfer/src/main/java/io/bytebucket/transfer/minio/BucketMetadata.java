package io.bytebucket.transfer.minio;

import io.bytebucket.core.Store;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.bucket.CorsConfiguration;
import io.bytebucket.core.bucket.CorsRule;
import io.bytebucket.core.bucket.LocationConstraint;
import io.bytebucket.core.bucket.NewBucket;
import io.bytebucket.core.bucket.Quota;
import io.bytebucket.core.bucket.Versioning;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.value.Tags;
import io.bytebucket.transfer.Finding;
import io.bytebucket.transfer.source.SourceJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Applies what MinIO exports of its buckets to buckets of these names, which are made where there
 * are none. What a bucket has already, and is another, is left as it is.
 */
record BucketMetadata(Store store, UserId ownerId, MinioListener listener) {
  private static final Map<String, String> NOT_HERE =
      Map.of(
          "lifecycle.xml", "nothing expires by rule here",
          "object-lock.xml", "objects cannot be locked here",
          "bucket-encryption.xml", "objects are not encrypted by the store here",
          "replication.xml", "nothing is replicated here",
          "bucket-targets.json", "nothing is replicated here");

  private static final Pattern MAX_AGE = Pattern.compile("[0-9]{0,9}");

  void take(Map<String, Map<String, byte[]>> buckets, BooleanSupplier isStopped) {
    for (Map.Entry<String, Map<String, byte[]>> bucket : buckets.entrySet()) {
      if (isStopped.getAsBoolean()) {
        return;
      }
      take(bucket.getKey(), bucket.getValue());
    }
  }

  private void take(String name, Map<String, byte[]> files) {
    if (!BucketName.isValid(name)) {
      found(Finding.Kind.BUCKET, name, "no bucket can be called that");
      return;
    }
    BucketName bucket = new BucketName(name);
    boolean isNew = store.buckets().find(bucket).isEmpty();
    if (isNew) {
      store.buckets().create(new NewBucket(bucket, ownerId, LocationConstraint.NONE));
    }
    listener.bucket(name, "", isNew);
    files.forEach((file, bytes) -> {
      try {
        setting(bucket, file, bytes);
      } catch (IOException e) {
        found(Finding.Kind.BUCKET, name, file + " cannot be read: " + e.getMessage());
      } catch (StoreException e) {
        found(Finding.Kind.BUCKET, name, file + " is refused here: " + e.failure());
      }
    });
  }

  private void setting(BucketName bucket, String file, byte[] bytes) throws IOException {
    switch (file) {
      case "policy.json" -> policy(bucket, bytes);
      case "tagging.xml" -> tags(bucket, XmlTree.parse(bytes));
      case "cors.xml" -> cors(bucket, XmlTree.parse(bytes));
      case "quota.json" -> quota(bucket, SourceJson.object(bytes));
      case "versioning.xml" -> versioning(bucket, XmlTree.parse(bytes));
      case "notification.xml" -> {
        if (!XmlTree.parse(bytes).children().isEmpty()) {
          found(Finding.Kind.BUCKET, bucket.value(), file + ": nobody is notified here");
        }
      }
      default ->
          found(
              Finding.Kind.BUCKET,
              bucket.value(),
              file + ": " + NOT_HERE.getOrDefault(file, "there is no such setting here"));
    }
  }

  private void policy(BucketName bucket, byte[] document) {
    Optional<byte[]> there = store.policies().find(bucket);
    if (there.isEmpty()) {
      store.policies().put(bucket, document);
    }
    told(bucket, "policy", there.isEmpty(), there.filter(one -> !Arrays.equals(one, document)));
  }

  private void tags(BucketName bucket, XmlTree tagging) {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (XmlTree set : tagging.all("TagSet")) {
      set.all("Tag").forEach(tag -> wanted.put(tag.textOf("Key"), tag.textOf("Value")));
    }
    Map<String, String> there = store.bucketSettings().tags(bucket);
    if (there.isEmpty()) {
      store.bucketSettings().putTags(bucket, Tags.ofBucket(wanted));
    }
    told(
        bucket,
        "tags",
        there.isEmpty(),
        Optional.of(there).filter(one -> !one.isEmpty() && !one.equals(wanted)));
  }

  /** The same document as a client puts. */
  private void cors(BucketName bucket, XmlTree document) throws IOException {
    List<CorsRule> rules = new ArrayList<>();
    for (XmlTree rule : document.all("CORSRule")) {
      CorsConfiguration.requireRoom(rules.size());
      rules.add(rule(rule).requireAllowed());
    }
    if (rules.isEmpty()) {
      throw new IOException("it has no rule");
    }
    CorsConfiguration wanted = new CorsConfiguration(rules);
    Optional<CorsConfiguration> there = store.bucketSettings().cors(bucket);
    if (there.isEmpty()) {
      store.bucketSettings().putCors(bucket, wanted);
    }
    told(bucket, "CORS", there.isEmpty(), there.filter(one -> !one.equals(wanted)));
  }

  private static CorsRule rule(XmlTree rule) throws IOException {
    String maxAge = rule.textOf("MaxAgeSeconds").strip();
    if (!MAX_AGE.matcher(maxAge).matches()) {
      throw new IOException("a MaxAgeSeconds that is no number");
    }
    return new CorsRule(
        Optional.of(rule.textOf("ID")).filter(id -> !id.isEmpty()),
        rule.textsOf("AllowedMethod"),
        rule.textsOf("AllowedOrigin"),
        rule.textsOf("AllowedHeader"),
        rule.textsOf("ExposeHeader"),
        maxAge.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(maxAge)));
  }

  private void quota(BucketName bucket, JsonNode document) {
    long bytes = Math.max(document.path("size").asLong(0), document.path("quota").asLong(0));
    for (String more : new String[] {"rate", "requests"}) {
      if (document.path(more).asLong(0) > 0) {
        found(
            Finding.Kind.BUCKET,
            bucket.value(),
            "quota.json: a limit on " + more + ", and buckets have none here");
      }
    }
    if (bytes <= 0) {
      return;
    }
    Quota wanted = new Quota(OptionalLong.of(Math.min(bytes, Quota.MAX)), OptionalLong.empty());
    Quota there = store.bucketSettings().quota(bucket);
    if (there.isNone()) {
      store.bucketSettings().putQuota(bucket, wanted);
    }
    told(
        bucket,
        "quota",
        there.isNone(),
        Optional.of(there).filter(one -> !one.isNone() && !one.equals(wanted)));
  }

  private void versioning(BucketName bucket, XmlTree document) {
    for (String more : new String[] {"ExcludedPrefixes", "ExcludeFolders"}) {
      boolean isThere =
          document.all(more).stream()
              .anyMatch(one -> !one.text().isBlank() || !one.children().isEmpty());
      if (isThere && !document.textOf(more).equals("false")) {
        found(
            Finding.Kind.BUCKET,
            bucket.value(),
            "versioning.xml: " + more + ", and here all keys have versions");
      }
    }
    Optional<Versioning> wanted =
        switch (document.textOf("Status")) {
          case "Enabled" -> Optional.of(Versioning.ENABLED);
          case "Suspended" -> Optional.of(Versioning.SUSPENDED);
          default -> Optional.empty();
        };
    if (wanted.isEmpty()) {
      return;
    }
    Versioning there = store.buckets().get(bucket).versioning();
    if (there == Versioning.UNVERSIONED) {
      store.buckets().setVersioning(bucket, wanted.get());
    }
    told(
        bucket,
        "versioning",
        there == Versioning.UNVERSIONED,
        Optional.of(there).filter(one -> one != Versioning.UNVERSIONED && one != wanted.get()));
  }

  private void told(BucketName bucket, String what, boolean isNew, Optional<?> other) {
    if (other.isPresent()) {
      found(
          Finding.Kind.CONFLICT,
          bucket.value(),
          "the bucket has another setting of its " + what + " here; it was left as it is");
    } else {
      listener.bucket(bucket.value(), what, isNew);
    }
  }

  private void found(Finding.Kind kind, String name, String reason) {
    listener.found(new Finding(kind, name, reason));
  }
}
