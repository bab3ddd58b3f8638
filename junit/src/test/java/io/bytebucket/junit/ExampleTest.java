package io.bytebucket.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

// The example of docs/junit.md, which a test holds against this file.
@WithByteBucket(buckets = "photos")
class ExampleTest {
  private final S3Client s3;

  ExampleTest(EmbeddedServer server) {
    s3 =
        S3Client.builder()
            .endpointOverride(server.endpoint())
            .region(Region.of(server.region()))
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(server.accessKeyId(), server.secretAccessKey())))
            .build();
  }

  @Test
  void whatIsPutIsThere() {
    s3.putObject(request -> request.bucket("photos").key("a"), RequestBody.fromString("hello"));

    assertThat(s3.getObjectAsBytes(request -> request.bucket("photos").key("a")).asUtf8String())
        .isEqualTo("hello");
  }

  @Test
  void aClientTriesAgainWhenItIsToldToSlowDown(EmbeddedServer server) {
    Faults.Planned fault = server.faults().add(Fault.slowDown().on("PutObject").times(2));

    s3.putObject(request -> request.bucket("photos").key("a"), RequestBody.fromString("hello"));

    assertThat(fault.hits()).isEqualTo(2);
  }

  @Nested
  class Nothing {
    @Test
    void isThereInANestedClassEither() {
      assertThatThrownBy(() -> s3.headObject(request -> request.bucket("photos").key("a")))
          .isInstanceOf(NoSuchKeyException.class);
    }
  }
}
