package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.async.BlockingInputStreamAsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/**
 * What moves large objects in parts: both clients of the AWS SDK for Java 2 that do not block, and
 * the SDK's transfers on each, with their defaults.
 */
@ProcessTest
final class AwsTransferTest {
  @RegisterExtension final Servers servers = new Servers();

  private final Map<Client, S3AsyncClient> clients = new EnumMap<>(Client.class);

  /** In Java over Netty, and in native code. */
  enum Client {
    IN_JAVA,
    NATIVE
  }

  @BeforeAll
  void startServer() {
    AwsClients aws = new AwsClients(servers.start().endpoint());
    clients.put(Client.IN_JAVA, aws.inParts());
    clients.put(Client.NATIVE, aws.nativeInParts());
  }

  @AfterAll
  void closeClients() {
    clients.values().forEach(S3AsyncClient::close);
  }

  @ParameterizedTest
  @EnumSource
  void fileIsMovedAndCopiedInParts(Client which) throws IOException {
    S3AsyncClient client = clients.get(which);
    String bucket = newBucket(which, "files");
    Path sent = BigFile.create(servers.directory().resolve("sent-" + which));
    Path received = servers.directory().resolve("received-" + which);
    try (S3TransferManager transfers = S3TransferManager.builder().s3Client(client).build()) {
      transfers
          .uploadFile(u ->
              u.source(sent)
                  .putObjectRequest(p ->
                      p.bucket(bucket)
                          .key("a/large file")
                          .contentType("text/x-large")
                          .metadata(Map.of("colour", "blue"))
                          .tagging("season=winter")))
          .completionFuture()
          .join();
      assertMadeOfParts(head(client, bucket, "a/large file"), Files.size(sent));
      transfers
          .copy(c ->
              c.copyObjectRequest(r ->
                  r.sourceBucket(bucket)
                      .sourceKey("a/large file")
                      .destinationBucket(bucket)
                      .destinationKey("copy")))
          .completionFuture()
          .join();
      assertMadeOfParts(head(client, bucket, "copy"), Files.size(sent));
      for (String key : List.of("a/large file", "copy")) {
        transfers
            .downloadFile(
                d -> d.destination(received).getObjectRequest(g -> g.bucket(bucket).key(key)))
            .completionFuture()
            .join();
        assertThat(BigFile.sha256(received)).isEqualTo(BigFile.sha256(sent));
        Files.delete(received);
      }
    }
    HeadObjectResponse head = head(client, bucket, "a/large file");
    assertThat(head.contentType()).isEqualTo("text/x-large");
    assertThat(head.metadata()).isEqualTo(Map.of("colour", "blue"));
    assertThat(client.getObjectTagging(b -> b.bucket(bucket).key("a/large file")).join().tagSet())
        .containsExactly(Tag.builder().key("season").value("winter").build());
    assertNoUploadIsLeft(client, bucket);
    Files.delete(sent);
  }

  @ParameterizedTest
  @EnumSource
  void streamOfUnknownLengthIsSentInParts(Client which) {
    S3AsyncClient client = clients.get(which);
    String bucket = newBucket(which, "streams");
    GeneratedBytes bytes = new GeneratedBytes(9, 20_000_000);
    BlockingInputStreamAsyncRequestBody body = AsyncRequestBody.forBlockingInputStream(null);
    var put = client.putObject(b -> b.bucket(bucket).key("stream"), body);
    body.writeInputStream(bytes.stream());
    put.join();
    assertMadeOfParts(head(client, bucket, "stream"), bytes.lengthBytes());
    byte[] got =
        client
            .getObject(b -> b.bucket(bucket).key("stream"), AsyncResponseTransformer.toBytes())
            .join()
            .asByteArray();
    assertThat(got).isEqualTo(bytes.toArray());
    assertNoUploadIsLeft(client, bucket);
  }

  @ParameterizedTest
  @EnumSource
  void largeVersionsAreToldApartAndConditionsHoldWhenPartsAreCompleted(Client which) {
    S3AsyncClient client = clients.get(which);
    String bucket = newBucket(which, "versions");
    client
        .putBucketVersioning(b ->
            b.bucket(bucket).versioningConfiguration(v -> v.status(BucketVersioningStatus.ENABLED)))
        .join();
    byte[] one = new GeneratedBytes(10, 17_000_000).toArray();
    byte[] two = new GeneratedBytes(11, 18_000_000).toArray();
    var first =
        client
            .putObject(
                b -> b.bucket(bucket).key("k").ifNoneMatch("*"), AsyncRequestBody.fromBytes(one))
            .join();
    assertRefused(
        412,
        () ->
            client
                .putObject(
                    b -> b.bucket(bucket).key("k").ifNoneMatch("*"),
                    AsyncRequestBody.fromBytes(two))
                .join());
    var second =
        client.putObject(b -> b.bucket(bucket).key("k"), AsyncRequestBody.fromBytes(two)).join();
    assertThat(first.versionId()).isNotEqualTo(second.versionId());
    assertThat(version(client, bucket, first.versionId())).isEqualTo(one);
    assertThat(version(client, bucket, second.versionId())).isEqualTo(two);
    assertThat(client.listObjectVersions(b -> b.bucket(bucket)).join().versions()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void directoryComesBackAsItWent(Client which) throws IOException {
    S3AsyncClient client = clients.get(which);
    String bucket = newBucket(which, "directories");
    Path tree = Files.createDirectories(servers.directory().resolve("tree-" + which));
    Path back = servers.directory().resolve("back-" + which);
    Files.createDirectories(tree.resolve("with space & plus +"));
    Files.writeString(tree.resolve("with space & plus +/100% ü"), "odd");
    Files.write(tree.resolve("empty"), new byte[0]);
    new GeneratedBytes(12, 9_000_000).writeTo(tree.resolve("large"));
    try (S3TransferManager transfers = S3TransferManager.builder().s3Client(client).build()) {
      var up = transfers.uploadDirectory(u -> u.source(tree).bucket(bucket).s3Prefix("t"));
      assertThat(up.completionFuture().join().failedTransfers()).isEmpty();
      assertThat(client.listObjectsV2(b -> b.bucket(bucket)).join().contents())
          .extracting(S3Object::key)
          .containsExactly("t/empty", "t/large", "t/with space & plus +/100% ü");
      var down =
          transfers.downloadDirectory(d ->
              d.destination(back)
                  .bucket(bucket)
                  .listObjectsV2RequestTransformer(l -> l.prefix("t/")));
      assertThat(down.completionFuture().join().failedTransfers()).isEmpty();
    }
    for (String file : List.of("empty", "large", "with space & plus +/100% ü")) {
      assertThat(Stream.of(back.resolve(file), back.resolve("t").resolve(file)))
          .filteredOn(Files::exists)
          .singleElement()
          .satisfies(path -> assertThat(path).hasSameBinaryContentAs(tree.resolve(file)));
    }
  }

  private String newBucket(Client which, String name) {
    String bucket =
        "transfer-" + name + "-" + which.name().toLowerCase(Locale.ROOT).replace('_', '-');
    clients.get(which).createBucket(b -> b.bucket(bucket)).join();
    return bucket;
  }

  private static HeadObjectResponse head(S3AsyncClient client, String bucket, String key) {
    return client
        .headObject(b -> b.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED))
        .join();
  }

  /** S3 tells by the ETag and, of what the client summed up, by the checksum. */
  private static void assertMadeOfParts(HeadObjectResponse head, long lengthBytes) {
    assertThat(head.contentLength()).isEqualTo(lengthBytes);
    assertThat(head.eTag()).matches("\"[0-9a-f]{32}-[1-9][0-9]*\"");
    assertThat(Stream.of(head.checksumCRC32(), head.checksumCRC64NVME()))
        .filteredOn(sum -> sum != null)
        .hasSize(1);
  }

  private static byte[] version(S3AsyncClient client, String bucket, String version) {
    GetObjectRequest request =
        GetObjectRequest.builder().bucket(bucket).key("k").versionId(version).build();
    return client.getObject(request, AsyncResponseTransformer.toBytes()).join().asByteArray();
  }

  private static void assertRefused(int status, Runnable write) {
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(write::run)
        .havingCause()
        .isInstanceOfSatisfying(
            S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(status));
  }

  private static void assertNoUploadIsLeft(S3AsyncClient client, String bucket) {
    assertThat(client.listMultipartUploads(b -> b.bucket(bucket)).join().uploads()).isEmpty();
  }
}
