package io.bytebucket.server;

import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ListenAddress;
import io.bytebucket.server.config.Setting;
import io.bytebucket.server.config.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
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
  private static final int OK = 200;
  private static final int BODY_LIMIT_BYTES = 1_024;

  @Override
  public Integer call() throws InterruptedException {
    try {
      String listen = Settings.read(System.getenv()).get(Setting.ADMIN_LISTEN).orElseThrow();
      URI url = health(ListenAddress.parse(Setting.ADMIN_LISTEN, listen));
      Optional<String> problem = ask(url);
      problem.ifPresent(reason -> System.err.println("bytebucket: " + url + ": " + reason));
      return problem.isEmpty() ? 0 : 1;
    } catch (ConfigException e) {
      System.err.println("bytebucket: " + StartFailure.explain(e));
      return 1;
    }
  }

  /** What is wrong there, if anything is. */
  private static Optional<String> ask(URI url) throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(url).timeout(TIMEOUT).build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      HttpResponse<InputStream> answer =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        String text = new String(body.readNBytes(BODY_LIMIT_BYTES), StandardCharsets.UTF_8);
        return answer.statusCode() == OK && text.equals(AdminHandler.HEALTHY)
            ? Optional.empty()
            : Optional.of(
                "answered with status %d, and not as ByteBucket that is well"
                    .formatted(answer.statusCode()));
      }
    } catch (ConnectException refused) {
      return Optional.of("nobody listens there (connection refused)");
    } catch (HttpTimeoutException late) {
      return Optional.of("no answer within " + TIMEOUT.toSeconds() + " seconds");
    } catch (IOException failed) {
      return Optional.of("no answer that is HTTP (" + failed.getMessage() + ")");
    }
  }

  /** A server that listens everywhere is asked on the loopback address. */
  private static URI health(InetSocketAddress listen) {
    InetAddress address =
        listen.getAddress().isAnyLocalAddress()
            ? InetAddress.getLoopbackAddress()
            : listen.getAddress();
    String host = address.getHostAddress();
    return URI.create(
        "http://"
            + (host.contains(":") ? "[" + host + "]" : host)
            + ":"
            + listen.getPort()
            + "/health");
  }
}
