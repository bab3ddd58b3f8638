package io.bytebucket.server;

import io.bytebucket.admin.health.Health;
import io.bytebucket.server.client.AnyCertificate;
import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ListenAddress;
import io.bytebucket.server.config.Setting;
import io.bytebucket.server.config.Settings;
import io.bytebucket.server.config.TlsSettings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import picocli.CommandLine;

/** Asks the server on this machine whether it is well: exit status 0 or 1. */
@CommandLine.Command(
    name = "healthcheck",
    description = {
      "Ask the server on this machine whether it is well: GET /health at ADMIN_LISTEN.",
      "",
      "Says nothing when it is."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:It is well.",
      "1:It is not, or does not answer; standard error says why.",
      "2:Arguments that there are not."
    })
final class HealthcheckCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final int ANSWER_LIMIT_BYTES = 4_096;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");
  private static final String END_OF_HEADER = "\r\n\r\n";

  @Override
  public Integer call() {
    try {
      Settings settings = Settings.read(System.getenv());
      String listen = settings.get(Setting.ADMIN_LISTEN).orElseThrow();
      InetSocketAddress address = local(ListenAddress.parse(Setting.ADMIN_LISTEN, listen));
      boolean isSecure = TlsSettings.of(settings).admin().isPresent();
      Optional<String> problem = ask(address, isSecure);
      String scheme = isSecure ? "https://" : "http://";
      problem.ifPresent(reason ->
          System.err.println("bytebucket: " + scheme + text(address) + "/health: " + reason));
      return problem.isEmpty() ? 0 : 1;
    } catch (ConfigException e) {
      System.err.println("bytebucket: " + StartFailure.explain(e));
      return 1;
    }
  }

  /**
   * What is wrong there, if anything is. On a bare socket: Java's client for HTTP takes several
   * times as long to start as all of this, and probes come every few seconds.
   */
  private static Optional<String> ask(InetSocketAddress address, boolean isSecure) {
    try (Socket plain = new Socket()) {
      long end = System.nanoTime() + TIMEOUT.toNanos();
      plain.connect(address, (int) TIMEOUT.toMillis());
      plain.setSoTimeout((int) TIMEOUT.toMillis());
      Socket socket = isSecure ? AnyCertificate.over(plain, address) : plain;
      String request =
          "GET /health HTTP/1.1\r\nHost: "
              + text(address)
              + "\r\nConnection: close"
              + END_OF_HEADER;
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = read(socket, end);
      Matcher status = STATUS.matcher(answer);
      if (!status.lookingAt()) {
        return Optional.of("no answer that is HTTP");
      }
      return status.group(1).equals("200") && answer.endsWith(END_OF_HEADER + Health.HEALTHY)
          ? Optional.empty()
          : Optional.of(
              "answered with status %s, and not as ByteBucket that is well"
                  .formatted(status.group(1)));
    } catch (ConnectException refused) {
      return Optional.of("nobody listens there (connection refused)");
    } catch (SSLException noTls) {
      return Optional.of("no TLS is spoken there (" + noTls.getMessage() + ")");
    } catch (SocketTimeoutException late) {
      return Optional.of("no answer within " + TIMEOUT.toSeconds() + " seconds");
    } catch (IOException failed) {
      return Optional.of("no answer that is HTTP (" + failed.getMessage() + ")");
    }
  }

  /** The answer to its end, or as much of it as tells that it is another's. */
  private static String read(Socket socket, long endNanos) throws IOException {
    byte[] answer = new byte[ANSWER_LIMIT_BYTES];
    int length = 0;
    int count = 0;
    while (count >= 0 && length < answer.length) {
      length += count;
      long leftMillis = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
      if (leftMillis <= 0) {
        throw new SocketTimeoutException();
      }
      socket.setSoTimeout((int) leftMillis);
      count = socket.getInputStream().read(answer, length, answer.length - length);
    }
    return new String(answer, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** A server that listens everywhere is asked on the loopback address. */
  private static InetSocketAddress local(InetSocketAddress listen) {
    return listen.getAddress().isAnyLocalAddress()
        ? new InetSocketAddress(InetAddress.getLoopbackAddress(), listen.getPort())
        : listen;
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
