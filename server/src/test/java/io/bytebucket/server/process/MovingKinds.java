package io.bytebucket.server.process;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.CORSRule;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ObjectCannedACL;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Fills a server with one of each kind of thing that can be moved. */
public final class MovingKinds {
  public static final String PLAIN = "moving-plain";
  public static final String KEPT = "moving-kept";

  private static final List<String> HOSTILE =
      List.of(
          "a",
          "a/",
          "a//b",
          "/a",
          "a/../b",
          "a/./b",
          "..",
          "ü ✓ 漢",
          "a+b c%20d&e=f",
          "t\tab",
          "q?x#y",
          "k" + "x".repeat(1000));

  private final S3Client client;
  private final Random random;

  /** Fills the server of that client. */
  public MovingKinds(S3Client client, long seed) {
    this.client = client;
    this.random = new Random(seed);
  }

  /** Makes them. */
  public void make() {
    makePlain();
    makeKept();
  }

  private void makePlain() {
    client.createBucket(create -> create.bucket(PLAIN));
    for (String key : HOSTILE) {
      client.putObject(put -> put.bucket(PLAIN).key(key), bytes(random.nextInt(3000)));
    }
    client.putObject(put -> put.bucket(PLAIN).key("empty"), RequestBody.empty());
    client.putObject(
        put ->
            put.bucket(PLAIN)
                .key("told")
                .contentType("text/x-told; charset=utf-8")
                .cacheControl("no-store")
                .contentDisposition("attachment; filename=\"x.txt\"")
                .contentEncoding("identity")
                .contentLanguage("de")
                .expires(Instant.parse("2031-01-02T03:04:05Z"))
                .metadata(Map.of("colour", "green", "empty", ""))
                .tagging("project=a%20b&owner=x%2By")
                .acl(ObjectCannedACL.PUBLIC_READ)
                .checksumAlgorithm(ChecksumAlgorithm.SHA256),
        bytes(5000));
    inParts(PLAIN, "parts-composite", ChecksumAlgorithm.CRC32_C, 5 << 20, 5 << 20, 1234);
    inParts(PLAIN, "parts-uneven", null, 300_000, 7, 5_000_000);
    client.putBucketTagging(put ->
        put.bucket(PLAIN)
            .tagging(all -> all.tagSet(Tag.builder().key("cost").value("centre 7").build())));
    client.putBucketCors(put ->
        put.bucket(PLAIN)
            .corsConfiguration(cors ->
                cors.corsRules(
                    CORSRule.builder()
                        .allowedMethods("GET")
                        .allowedOrigins("https://example.com")
                        .maxAgeSeconds(9)
                        .build())));
    client.putBucketPolicy(put ->
        put.bucket(PLAIN)
            .policy(
                """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*",\
                "Action":"s3:GetObject","Resource":"arn:aws:s3:::moving-plain/public/*"}]}\
                """));
  }

  private void makeKept() {
    client.createBucket(create -> create.bucket(KEPT));
    client.putObject(put -> put.bucket(KEPT).key("before"), text("from before versions"));
    client.putBucketVersioning(put ->
        put.bucket(KEPT)
            .versioningConfiguration(all -> all.status(BucketVersioningStatus.ENABLED)));
    for (int i = 0; i < 30; i++) {
      String key = "key-" + i % 7;
      if (i % 5 == 4) {
        client.deleteObject(delete -> delete.bucket(KEPT).key(key));
      } else {
        String tags = "round=" + i;
        client.putObject(put -> put.bucket(KEPT).key(key).tagging(tags), text("round " + i / 2));
      }
    }
    inParts(KEPT, "parts", null, 5 << 20, 99);
    client.putObject(put -> put.bucket(KEPT).key("before"), text("and after"));
    client.deleteObject(delete -> delete.bucket(KEPT).key("never there"));
  }

  /** So many small objects in a bucket of their own, and some of a mebibyte. */
  public static void fill(S3Client client, String bucket, int objects, int meanBytes, long seed) {
    client.createBucket(create -> create.bucket(bucket));
    try (ExecutorService workers = Executors.newFixedThreadPool(16)) {
      for (int i = 0; i < objects; i++) {
        int number = i;
        workers.execute(() -> {
          Random own = new Random(seed + number);
          byte[] bytes = new byte[own.nextInt(2 * meanBytes)];
          own.nextBytes(bytes);
          client.putObject(
              put -> put.bucket(bucket).key("%03d/%06d".formatted(number % 100, number)),
              RequestBody.fromBytes(bytes));
        });
      }
    }
  }

  private void inParts(String bucket, String key, ChecksumAlgorithm algorithm, int... sizes) {
    String id =
        client
            .createMultipartUpload(create ->
                create
                    .bucket(bucket)
                    .key(key)
                    .checksumAlgorithm(algorithm)
                    .metadata(Map.of("made", "in parts")))
            .uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (int size : sizes) {
      int number = parts.size() + 1;
      UploadPartResponse part =
          client.uploadPart(
              put ->
                  put.bucket(bucket)
                      .key(key)
                      .uploadId(id)
                      .partNumber(number)
                      .checksumAlgorithm(algorithm),
              bytes(size));
      parts.add(
          CompletedPart.builder()
              .partNumber(number)
              .eTag(part.eTag())
              .checksumCRC32C(part.checksumCRC32C())
              .build());
    }
    client.completeMultipartUpload(complete ->
        complete.bucket(bucket).key(key).uploadId(id).multipartUpload(all -> all.parts(parts)));
  }

  private RequestBody bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return RequestBody.fromBytes(bytes);
  }

  /** A body. */
  public static RequestBody text(String text) {
    return RequestBody.fromString(text, StandardCharsets.UTF_8);
  }
}
