package io.bytebucket.server.process;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The clients of the AWS SDK for Java 2, told where the server is and otherwise left at their
 * defaults, so with checksums in trailers. Whoever asks for one closes it. Immutable.
 */
record AwsClients(Endpoint endpoint) {
  /** The client that blocks. */
  S3Client blocking() {
    return S3Client.builder()
        .endpointOverride(address())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials())
        .forcePathStyle(true)
        .build();
  }

  /** The client in Java that does not block, told to move large objects in parts. */
  S3AsyncClient inParts() {
    return S3AsyncClient.builder()
        .endpointOverride(address())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials())
        .forcePathStyle(true)
        .multipartEnabled(true)
        .build();
  }

  /** The client in native code, which moves large objects in parts by itself. */
  S3AsyncClient nativeInParts() {
    return S3AsyncClient.crtBuilder()
        .endpointOverride(address())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials())
        .forcePathStyle(true)
        .build();
  }

  /** What signs addresses for others. */
  S3Presigner presigner() {
    return S3Presigner.builder()
        .endpointOverride(address())
        .region(Region.US_EAST_1)
        .credentialsProvider(credentials())
        .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
        .build();
  }

  private URI address() {
    return URI.create(endpoint.url());
  }

  private StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(endpoint.accessKeyId(), endpoint.secretAccessKey()));
  }
}
