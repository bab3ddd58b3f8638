package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumType;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;

/**
 * One of everything that a store can hold, made by a server of an earlier version, and what a later
 * one has to make of it. It is the same each time, so that data of years ago can be held against
 * it. Used by one thread.
 */
final class OlderData {
  static final String SECOND_USER = "AKIASECONDUSER000001";
  static final String SECOND_SECRET = "second-user/secret+access-key-0000000001";

  private static final String PLAIN = "older-plain";
  private static final String VERSIONS = "older-versions";
  private static final String PARTS = "older-parts";

  /** Enough that their list would stand apart from the record. */
  private static final int MANY = 300;

  private static final Tag COLOUR = Tag.builder().key("colour").value("blau").build();

  private final S3Client client;

  OlderData(S3Client client) {
    this.client = client;
  }

  /** Makes all of it. */
  void fill() {
    client.createBucket(b -> b.bucket(PLAIN));
    client.putBucketTagging(b -> b.bucket(PLAIN).tagging(t -> t.tagSet(COLOUR)));
    CORSRule rule =
        CORSRule.builder().allowedMethods("GET").allowedOrigins("https://example.com").build();
    client.putBucketCors(b -> b.bucket(PLAIN).corsConfiguration(c -> c.corsRules(rule)));
    put(PLAIN, "small", body("small", 1_000));
    put(PLAIN, "large", body("large", 100_000));
    put(PLAIN, "empty", "");
    client.putObject(
        b ->
            b.bucket(PLAIN)
                .key("told/of")
                .contentType("text/plain")
                .cacheControl("max-age=60")
                .metadata(Map.of("note", "kept"))
                .tagging("colour=blau"),
        RequestBody.fromString(body("told", 50)));
    client.createBucket(b -> b.bucket(VERSIONS));
    put(VERSIONS, "k", body("null", 10));
    client.putBucketVersioning(b ->
        b.bucket(VERSIONS).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)));
    put(VERSIONS, "k", body("one", 60_000));
    put(VERSIONS, "k", body("two", 20));
    put(VERSIONS, "gone", body("gone", 30));
    client.deleteObject(b -> b.bucket(VERSIONS).key("gone"));
    upload(VERSIONS, "under", MANY);
    put(VERSIONS, "under", body("over", 40));
    client.createBucket(b -> b.bucket(PARTS));
    upload(PARTS, "few", 3);
    upload(PARTS, "many", MANY);
    copy(PARTS, "many", "copy");
    copy(PARTS, "many", "other-copy");
    openUpload();
  }

  private void openUpload() {
    String id = client.createMultipartUpload(b -> b.bucket(PARTS).key("open")).uploadId();
    for (int number : new int[] {1, 2}) {
      client.uploadPart(
          b -> b.bucket(PARTS).key("open").uploadId(id).partNumber(number),
          RequestBody.fromString(part("open", number)));
    }
    client.uploadPartCopy(b ->
        b.sourceBucket(PLAIN)
            .sourceKey("large")
            .destinationBucket(PARTS)
            .destinationKey("open")
            .uploadId(id)
            .partNumber(3));
  }

  /** Everything is read and listed as it was left. */
  void requireAsItWas() {
    assertThat(client.getBucketTagging(b -> b.bucket(PLAIN)).tagSet()).containsExactly(COLOUR);
    assertThat(client.getBucketCors(b -> b.bucket(PLAIN)).corsRules().getFirst().allowedOrigins())
        .containsExactly("https://example.com");
    assertThat(keys(PLAIN)).containsExactly("empty", "large", "small", "told/of");
    assertThat(get(PLAIN, "small")).isEqualTo(body("small", 1_000));
    assertThat(get(PLAIN, "large")).isEqualTo(body("large", 100_000));
    assertThat(get(PLAIN, "empty")).isEmpty();
    var told = client.headObject(b -> b.bucket(PLAIN).key("told/of"));
    assertThat(told.contentType()).isEqualTo("text/plain");
    assertThat(told.cacheControl()).isEqualTo("max-age=60");
    assertThat(told.metadata()).containsExactly(Map.entry("note", "kept"));
    assertThat(client.getObjectTagging(b -> b.bucket(PLAIN).key("told/of")).tagSet())
        .containsExactly(COLOUR);
    requireVersions();
    assertThat(keys(PARTS)).containsExactly("copy", "few", "many", "other-copy");
    requireParts(PARTS, "few", "few", 3);
    for (String key : List.of("many", "copy", "other-copy")) {
      requireParts(PARTS, key, "many", MANY);
    }
    var open = client.listMultipartUploads(b -> b.bucket(PARTS)).uploads();
    assertThat(open).hasSize(1);
    var parts =
        client.listParts(b -> b.bucket(PARTS).key("open").uploadId(open.getFirst().uploadId()));
    assertThat(parts.parts()).hasSize(3);
  }

  private void requireVersions() {
    var listed = client.listObjectVersions(b -> b.bucket(VERSIONS).maxKeys(3));
    assertThat(listed.isTruncated()).isTrue();
    List<ObjectVersion> versions =
        client.listObjectVersionsPaginator(b -> b.bucket(VERSIONS).maxKeys(3)).versions().stream()
            .toList();
    assertThat(versions.stream().map(ObjectVersion::key))
        .containsExactly("gone", "k", "k", "k", "under", "under");
    List<String> bodies = new ArrayList<>();
    for (ObjectVersion version : versions) {
      bodies.add(
          client
              .getObjectAsBytes(
                  b -> b.bucket(VERSIONS).key(version.key()).versionId(version.versionId()))
              .asUtf8String());
    }
    assertThat(bodies)
        .containsExactly(
            body("gone", 30),
            body("two", 20),
            body("one", 60_000),
            body("null", 10),
            body("over", 40),
            whole("under", MANY));
    assertThat(client.listObjectVersions(b -> b.bucket(VERSIONS)).deleteMarkers()).hasSize(1);
  }

  private void requireParts(String bucket, String key, String made, int count) {
    String whole = whole(made, count);
    assertThat(get(bucket, key)).isEqualTo(whole);
    int from = whole.length() / 3;
    assertThat(
            client
                .getObjectAsBytes(
                    b -> b.bucket(bucket).key(key).range("bytes=" + from + "-" + (from + 99)))
                .asUtf8String())
        .isEqualTo(whole.substring(from, Math.min(whole.length(), from + 100)));
    var last = client.getObjectAsBytes(b -> b.bucket(bucket).key(key).partNumber(count));
    assertThat(last.asUtf8String()).isEqualTo(part(made, count));
    assertThat(last.response().partsCount()).isEqualTo(count);
    var attributes =
        client.getObjectAttributes(b ->
            b.bucket(bucket)
                .key(key)
                .objectAttributesWithStrings("ObjectParts", "ObjectSize")
                .maxParts(2)
                .partNumberMarker(count - 2));
    assertThat(attributes.objectSize()).isEqualTo(whole.length());
    assertThat(attributes.objectParts().totalPartsCount()).isEqualTo(count);
    assertThat(attributes.objectParts().parts()).hasSize(2);
  }

  /** Everything can be changed, in every way. */
  void change() {
    put(PLAIN, "large", "new");
    client.putObjectTagging(b -> b.bucket(PARTS).key("copy").tagging(t -> t.tagSet(COLOUR)));
    requireParts(PARTS, "copy", "many", MANY);
    copy(PARTS, "copy", "copy-of-copy");
    put(PARTS, "many", "new");
    client.deleteObject(b -> b.bucket(PARTS).key("copy"));
    requireParts(PARTS, "copy-of-copy", "many", MANY);
    requireParts(PARTS, "other-copy", "many", MANY);
    completeOpen();
    // The one below comes up, and then goes beside again.
    String over = client.headObject(b -> b.bucket(VERSIONS).key("under")).versionId();
    client.deleteObject(b -> b.bucket(VERSIONS).key("under").versionId(over));
    requireParts(VERSIONS, "under", "under", MANY);
    client.deleteObject(b -> b.bucket(VERSIONS).key("under"));
  }

  private void completeOpen() {
    String id = client.listMultipartUploads(b -> b.bucket(PARTS)).uploads().getFirst().uploadId();
    List<CompletedPart> parts =
        client.listParts(b -> b.bucket(PARTS).key("open").uploadId(id)).parts().stream()
            .map(part ->
                CompletedPart.builder().partNumber(part.partNumber()).eTag(part.eTag()).build())
            .toList();
    client.completeMultipartUpload(
        b -> b.bucket(PARTS).key("open").uploadId(id).multipartUpload(m -> m.parts(parts)));
    assertThat(get(PARTS, "open"))
        .isEqualTo(part("open", 1) + part("open", 2) + body("large", 100_000));
  }

  /** Everything can be deleted, and then nothing is left. */
  void delete() {
    for (String bucket : List.of(PLAIN, PARTS)) {
      keys(bucket).forEach(key -> client.deleteObject(b -> b.bucket(bucket).key(key)));
      client.deleteBucket(b -> b.bucket(bucket));
    }
    var listed = client.listObjectVersions(b -> b.bucket(VERSIONS));
    listed
        .versions()
        .forEach(v ->
            client.deleteObject(b -> b.bucket(VERSIONS).key(v.key()).versionId(v.versionId())));
    listed
        .deleteMarkers()
        .forEach(v ->
            client.deleteObject(b -> b.bucket(VERSIONS).key(v.key()).versionId(v.versionId())));
    client.deleteBucket(b -> b.bucket(VERSIONS));
    assertThat(client.listBuckets().buckets()).isEmpty();
  }

  private void upload(String bucket, String key, int count) {
    String id =
        client
            .createMultipartUpload(b ->
                b.bucket(bucket)
                    .key(key)
                    .checksumAlgorithm(ChecksumAlgorithm.CRC32_C)
                    .checksumType(ChecksumType.COMPOSITE))
            .uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      int number = i;
      var made =
          client.uploadPart(
              b ->
                  b.bucket(bucket)
                      .key(key)
                      .uploadId(id)
                      .partNumber(number)
                      .checksumAlgorithm(ChecksumAlgorithm.CRC32_C),
              RequestBody.fromString(part(key, number)));
      parts.add(
          CompletedPart.builder()
              .partNumber(number)
              .eTag(made.eTag())
              .checksumCRC32C(made.checksumCRC32C())
              .build());
    }
    client.completeMultipartUpload(
        b -> b.bucket(bucket).key(key).uploadId(id).multipartUpload(m -> m.parts(parts)));
  }

  private void copy(String bucket, String from, String to) {
    client.copyObject(
        b -> b.sourceBucket(bucket).sourceKey(from).destinationBucket(bucket).destinationKey(to));
  }

  private void put(String bucket, String key, String body) {
    client.putObject(b -> b.bucket(bucket).key(key), RequestBody.fromString(body));
  }

  private String get(String bucket, String key) {
    return client.getObjectAsBytes(b -> b.bucket(bucket).key(key)).asString(StandardCharsets.UTF_8);
  }

  private List<String> keys(String bucket) {
    return client.listObjectsV2Paginator(b -> b.bucket(bucket).maxKeys(2)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private static String whole(String key, int parts) {
    StringBuilder whole = new StringBuilder();
    IntStream.rangeClosed(1, parts).forEach(number -> whole.append(part(key, number)));
    return whole.toString();
  }

  /** Now and then a part that is a file. */
  private static String part(String key, int number) {
    return body(key + number, number % 100 == 2 ? 40_000 : 10);
  }

  private static String body(String text, int length) {
    return (text + ". ").repeat(length / text.length() + 1).substring(0, length);
  }
}
