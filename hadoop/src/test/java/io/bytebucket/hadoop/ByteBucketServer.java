package io.bytebucket.hadoop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The server of this working copy, as scripts/build-server.sh built it: a process of its own on
 * free ports of 127.0.0.1, with an empty data directory below {@code target} and one bucket.
 */
final class ByteBucketServer {
  static final String ACCESS_KEY_ID = "AKIAHADOOPTEST000001";
  static final String SECRET_ACCESS_KEY = "hadoop-test/secret+access-key-00000000001";

  /** S3A makes no buckets, so that it is there before. */
  static final String BUCKET = "contract";

  /** One for all tests, ended with the JVM: JUnit 4 has no end of all classes. */
  static final ByteBucketServer SHARED = start();

  /** Generous: a start that takes longer is a failure whatever the machine. */
  private static final long START_LIMIT_SECONDS = 120;

  private static final long STOP_LIMIT_SECONDS = 120;

  private final Process process;
  private final int port;

  private ByteBucketServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  private static ByteBucketServer start() {
    try {
      Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "server-");
      int[] ports = freePorts();
      Process process = launch(folder, ports);
      ByteBucketServer server = new ByteBucketServer(process, ports[0]);
      Runtime.getRuntime().addShutdownHook(new Thread(server::end));
      server.awaitAnswer(folder.resolve("server.log"));
      server.createBucket();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Process launch(Path folder, int[] ports) throws IOException {
    Path root = Path.of(System.getProperty("bytebucket.root"));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "@" + root.resolve("server/src/dist/jvm.options"),
            "-jar",
            root.resolve("server/target/lib/bytebucket-server.jar").toString(),
            "server");
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("BYTEBUCKET_") || name.equals("CI"));
    environment.put("DATA_DIR", folder.resolve("data").toString());
    environment.put("S3_LISTEN", "127.0.0.1:" + ports[0]);
    environment.put("ADMIN_LISTEN", "127.0.0.1:" + ports[1]);
    environment.put("ENCRYPTION_KEY", "hadoop-tests-32-characters--key!");
    environment.put("ACCESS_KEY_ID", ACCESS_KEY_ID);
    environment.put("SECRET_ACCESS_KEY", SECRET_ACCESS_KEY);
    return builder
        .redirectErrorStream(true)
        .redirectOutput(Redirect.to(folder.resolve("server.log").toFile()))
        .start();
  }

  private void awaitAnswer(Path log) throws IOException {
    long startNanos = System.nanoTime();
    while (!answers()) {
      boolean late = System.nanoTime() - startNanos > TimeUnit.SECONDS.toNanos(START_LIMIT_SECONDS);
      if (endedWithin(10, TimeUnit.MILLISECONDS) || late) {
        throw new IllegalStateException("the server did not start:\n" + Files.readString(log));
      }
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      socket.setSoTimeout(10_000);
      String request = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() == 'H';
    } catch (IOException notYet) {
      return false;
    }
  }

  private void createBucket() {
    AwsBasicCredentials credentials = AwsBasicCredentials.create(ACCESS_KEY_ID, SECRET_ACCESS_KEY);
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(endpoint())
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(StaticCredentialsProvider.create(credentials))
            .build()) {
      s3.createBucket(request -> request.bucket(BUCKET));
    }
  }

  private void end() {
    process.destroy();
    if (!endedWithin(STOP_LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private boolean endedWithin(long limit, TimeUnit unit) {
    try {
      return process.waitFor(limit, unit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int[] freePorts() throws IOException {
    try (ServerSocket first = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ServerSocket second = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new int[] {first.getLocalPort(), second.getLocalPort()};
    }
  }
}
