package io.bytebucket.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.Refusal;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import io.bytebucket.server.tls.ReloadingTls;
import io.bytebucket.server.tls.TlsException;
import io.bytebucket.testkit.RawHttp;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The two pairs of files are self-signed and made for this test: one RSA in PKCS #1, one EC. */
@Timeout(60)
class ReloadingTlsTest {
  private static final HttpHandler SCHEME =
      (request, exchange) -> exchange.send(HttpFixture.text(200, request.scheme()));

  @TempDir private Path directory;
  private Path certificate;
  private Path key;

  @BeforeEach
  void useTheFirstPair() throws IOException {
    certificate = directory.resolve("certificate.pem");
    key = directory.resolve("key.pem");
    copy("first-certificate.pem", certificate);
    copy("first-key.pem", key);
  }

  @Test
  void requestsOverTlsSayHttps() throws Exception {
    try (HttpFixture server = start(new ReloadingTls(certificate, key))) {
      assertThat(get(server)).isEqualTo(List.of("CN=first", "https"));
    }
  }

  @Test
  void onlySuitesThatAuthenticateWhatTheyEncryptAreOffered() throws Exception {
    try (HttpFixture server = start(new ReloadingTls(certificate, key))) {
      for (String suite : List.of("GCM_SHA256", "GCM_SHA384")) {
        String kind = suite.endsWith("256") ? "AES_128_" : "AES_256_";
        assertThat(shakesHands(server, "TLS_ECDHE_RSA_WITH_" + kind + suite)).isTrue();
        assertThat(shakesHands(server, "TLS_DHE_RSA_WITH_" + kind + suite)).isFalse();
      }
      assertThat(shakesHands(server, "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256")).isTrue();
      assertThat(shakesHands(server, "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256")).isFalse();
      assertThat(shakesHands(server, "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA")).isFalse();
    }
  }

  @Test
  void aHandshakeThatDoesNotEndIsCut() throws Exception {
    ConnectionLimits limits = HttpFixture.LIMITS.withHeaderTimeout(Duration.ofMillis(200));
    try (HttpFixture server =
            HttpFixture.start(
                SCHEME, limits, Optional.of(new ReloadingTls(certificate, key)), 100);
        RawHttp client = server.connect()) {
      client.write(new byte[] {0x16, 3, 1, 1, 0, 1});

      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void whatAProxySaysComesBeforeTheHandshake() throws Exception {
    HttpHandler peer =
        (request, exchange) ->
            exchange.send(HttpFixture.text(200, request.scheme() + " " + request.remoteAddress()));
    ListenPoint point =
        new ListenPoint(
            ListenSocket.bind("s3", HttpFixture.loopback(0)),
            peer,
            HttpFixture.requests(100),
            Optional.of(new ReloadingTls(certificate, key)),
            false,
            InetAddress::isLoopbackAddress);
    JettyAdapter adapter =
        new JettyAdapter(List.of(point), HttpFixture.LIMITS, HttpFixture.DIRECT_BYTES);
    adapter.start();
    try (HttpFixture server = new HttpFixture(adapter);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(
              "PROXY TCP4 203.0.113.9 10.0.0.2 4711 9000\r\n".getBytes(StandardCharsets.US_ASCII));
      SSLSocket tls =
          (SSLSocket)
              trusting().getSocketFactory().createSocket(socket, "localhost", server.port(), true);
      tls.getOutputStream()
          .write(HttpFixture.request("GET", "/").add("Connection", "close").bytes());

      assertThat(new String(tls.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
          .endsWith("https 203.0.113.9");
    }
  }

  private static boolean shakesHands(HttpFixture server, String suite) throws Exception {
    try (SSLSocket socket =
        (SSLSocket)
            trusting()
                .getSocketFactory()
                .createSocket(HttpFixture.loopback(0).getAddress(), server.port())) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.setEnabledCipherSuites(new String[] {suite});
      socket.startHandshake();
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  @Test
  void plainHttpIsToldThatThisIsTlsAndNothingIsHandled() throws Exception {
    List<String> refused = new CopyOnWriteArrayList<>();
    HttpHandler handler =
        new HttpHandler() {
          @Override
          public void handle(Request request, Exchange exchange) throws IOException {
            exchange.send(HttpFixture.text(200, "handled"));
          }

          @Override
          public Response refuse(Request request, Refusal reason) {
            refused.add(reason + " " + request.method() + " " + request.rawPath());
            return HttpHandler.super.refuse(request, reason);
          }
        };
    try (HttpFixture server =
            HttpFixture.start(
                handler, HttpFixture.LIMITS, Optional.of(new ReloadingTls(certificate, key)), 100);
        RawHttp plain = server.connect()) {
      assertThat(plain.exchange(HttpFixture.request("GET", "/photos/a")).status()).isEqualTo(400);
      assertThat(refused).containsExactly("NOT_TLS GET /photos/a");
      assertThat(get(server)).isEqualTo(List.of("CN=first", "handled"));
    }
  }

  @Test
  void newFilesAreTakenIntoUse() throws Exception {
    ReloadingTls tls = new ReloadingTls(certificate, key);
    try (HttpFixture server = start(tls)) {
      copy("second-certificate.pem", certificate);
      copy("second-key.pem", key);
      tls.reloadIfChanged();

      assertThat(get(server)).isEqualTo(List.of("CN=second", "https"));
    }
  }

  @Test
  void filesThatDoNotBelongTogetherAreNotTakenIntoUse() throws Exception {
    ReloadingTls tls = new ReloadingTls(certificate, key);
    try (HttpFixture server = start(tls)) {
      copy("second-certificate.pem", certificate);
      tls.reloadIfChanged();
      assertThat(get(server)).isEqualTo(List.of("CN=first", "https"));

      copy("second-key.pem", key);
      tls.reloadIfChanged();
      assertThat(get(server)).isEqualTo(List.of("CN=second", "https"));
    }
  }

  @Test
  void aBrokenOrMissingFileKeepsTheOldCertificate() throws Exception {
    ReloadingTls tls = new ReloadingTls(certificate, key);
    try (HttpFixture server = start(tls)) {
      Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
      tls.reloadIfChanged();
      Files.delete(certificate);
      tls.reloadIfChanged();

      assertThat(get(server)).isEqualTo(List.of("CN=first", "https"));
    }
  }

  @Test
  void aPairThatDoesNotFitIsRefusedAtTheStart() throws IOException {
    copy("second-key.pem", key);

    assertRefused(TlsException.Part.KEY, "not the one of the certificate");
  }

  @Test
  void whatIsWrongWithAFileIsSaid() throws IOException {
    Files.writeString(key, "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n");
    assertRefused(TlsException.Part.KEY, "encrypted");
    Files.writeString(
        key, "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,0\n");
    assertRefused(TlsException.Part.KEY, "encrypted");
    Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nAAA\n-----END PRIVATE KEY-----\n");
    assertRefused(TlsException.Part.KEY, "");
    Files.writeString(key, "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n");
    assertRefused(TlsException.Part.KEY, "PKCS #8");
    Files.write(key, new byte[] {0x30, 0x3});
    assertRefused(TlsException.Part.KEY, "no private key in PEM");
    Files.delete(key);
    assertRefused(TlsException.Part.KEY, "no such file");

    Files.writeString(
        certificate, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    copy("first-key.pem", key);
    assertRefused(TlsException.Part.CERTIFICATE, "damaged");
    Files.writeString(certificate, "hello");
    assertRefused(TlsException.Part.CERTIFICATE, "no certificate in PEM");
    Files.delete(certificate);
    assertRefused(TlsException.Part.CERTIFICATE, "no such file");
    Files.createDirectory(certificate);
    assertRefused(TlsException.Part.CERTIFICATE, "cannot be read");
  }

  @Test
  void aCertificateThatHasExpiredIsUsedWithAWarning() throws IOException {
    ReloadingTls tls = new ReloadingTls(certificate, key);

    assertThat(tls.warning(Instant.parse("2999-01-01T00:00:00Z")).orElseThrow())
        .contains("expired");
    assertThat(tls.warning(Instant.EPOCH).orElseThrow()).contains("not valid before");
  }

  private void assertRefused(TlsException.Part part, String reason) {
    assertThatThrownBy(() -> new ReloadingTls(certificate, key))
        .isInstanceOfSatisfying(TlsException.class, e -> assertThat(e.part()).isEqualTo(part))
        .hasMessageContaining(reason);
  }

  private static HttpFixture start(ReloadingTls tls) throws IOException {
    return HttpFixture.start(SCHEME, HttpFixture.LIMITS, Optional.of(tls), 100);
  }

  /** Who the server says it is, and what it answers. */
  private static List<String> get(HttpFixture server) throws IOException, GeneralSecurityException {
    try (SSLSocket socket =
        (SSLSocket)
            trusting()
                .getSocketFactory()
                .createSocket(HttpFixture.loopback(0).getAddress(), server.port())) {
      socket
          .getOutputStream()
          .write(
              "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.UTF_8));
      String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return List.of(
          shown.getSubjectX500Principal().getName(),
          response.substring(response.indexOf("\r\n\r\n") + 4));
    }
  }

  private static SSLContext trusting() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (String name : List.of("first", "second")) {
      try (InputStream pem = resource(name + "-certificate.pem")) {
        store.setCertificateEntry(
            name, CertificateFactory.getInstance("X.509").generateCertificate(pem));
      }
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static void copy(String name, Path to) throws IOException {
    try (InputStream from = resource(name)) {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static InputStream resource(String name) {
    return ReloadingTlsTest.class.getResourceAsStream("/tls/" + name);
  }
}
