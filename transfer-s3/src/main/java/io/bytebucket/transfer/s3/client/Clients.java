package io.bytebucket.transfer.s3.client;

import io.bytebucket.transfer.remote.RemoteEndpoint;
import io.bytebucket.transfer.remote.RemoteEndpoint.Access;
import io.bytebucket.transfer.remote.RemoteException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.utils.AttributeMap;

/** Clients of endpoints. */
final class Clients {
  /** An object at once may have its body read, its body put, and something asked about it. */
  private static final int CONNECTIONS_EACH = 6;

  private static final int CONNECTIONS_BESIDE = 8;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  /** When the watch has not ended a request by then, the socket does. */
  private static final Duration READ_TIMEOUT = PeerWatch.COMPLETING.plusMinutes(1);

  private static final long FILE_LIMIT_BYTES = 1 << 20;

  private Clients() {}

  /**
   * A client of that endpoint for so many objects at once. It makes each request once: who repeats
   * what is decided where it is known what a repetition does.
   */
  static S3Client of(RemoteEndpoint endpoint, int parallel) {
    try {
      return S3Client.builder()
          .endpointOverride(endpoint.url())
          .region(Region.of(endpoint.region()))
          .credentialsProvider(credentials(endpoint.access()))
          .forcePathStyle(endpoint.isPathStyle())
          // Many servers know no checksums in trailers; those that the source has go along by
          // value.
          .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
          .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
          .overrideConfiguration(each ->
              each.retryStrategy(AwsRetryStrategy.doNotRetry())
                  .addExecutionInterceptor(new Answers()))
          // Made for this client alone, so that it ends with it.
          .httpClientBuilder(_ ->
              new WatchedHttp(
                  http(endpoint, parallel * CONNECTIONS_EACH + CONNECTIONS_BESIDE),
                  PeerWatch.standard()))
          .build();
    } catch (SdkClientException | IllegalArgumentException e) {
      throw new RemoteException(endpoint.url() + " cannot be asked: " + e.getMessage(), e);
    }
  }

  private static SdkHttpClient http(RemoteEndpoint endpoint, int connections) {
    Apache5HttpClient.Builder builder =
        Apache5HttpClient.builder()
            .maxConnections(connections)
            .connectionTimeout(CONNECT_TIMEOUT)
            .connectionAcquisitionTimeout(PeerWatch.SILENCE)
            .socketTimeout(READ_TIMEOUT);
    endpoint
        .authorities()
        .ifPresent(file -> {
          TrustManager[] believed = believed(file);
          builder.tlsTrustManagersProvider(() -> believed);
        });
    return builder.buildWithDefaults(
        AttributeMap.builder()
            .put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, endpoint.isInsecure())
            .build());
  }

  private static AwsCredentialsProvider credentials(Access access) {
    return switch (access) {
      case Access.Key key -> StaticCredentialsProvider.create(credentials(key));
      case Access.Profile profile -> ProfileCredentialsProvider.create(profile.name());
      case Access.Nobody _ -> AnonymousCredentialsProvider.create();
    };
  }

  private static AwsCredentials credentials(Access.Key key) {
    return key.sessionToken()
        .<AwsCredentials>map(
            token -> AwsSessionCredentials.create(key.accessKeyId(), key.secretAccessKey(), token))
        .orElseGet(() -> AwsBasicCredentials.create(key.accessKeyId(), key.secretAccessKey()));
  }

  private static TrustManager[] believed(Path file) {
    try {
      if (Files.size(file) > FILE_LIMIT_BYTES) {
        throw new RemoteException(file + " is too large for a file of certificates");
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int count = 0;
      for (Certificate each :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))) {
        store.setCertificateEntry("certificate-" + count++, each);
      }
      if (count == 0) {
        throw new RemoteException(file + " holds no certificate");
      }
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      return factory.getTrustManagers();
    } catch (IOException | GeneralSecurityException e) {
      throw new RemoteException(
          file + " cannot be read as certificates in PEM: " + e.getMessage(), e);
    }
  }
}
