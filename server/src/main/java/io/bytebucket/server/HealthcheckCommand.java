package io.bytebucket.server;

import io.bytebucket.server.config.ConfigException;
import io.bytebucket.server.config.ListenAddress;
import io.bytebucket.server.config.Setting;
import io.bytebucket.server.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Asks the server on this machine whether it is well: exit status 0 or 1. */
@CommandLine.Command(
    name = "healthcheck",
    description = "Ask the server on this machine whether it is well.")
final class HealthcheckCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final int OK = 200;

  @Override
  public Integer call() throws InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      Settings settings = Settings.read(System.getenv());
      String listen = settings.get(Setting.ADMIN_LISTEN).orElseThrow();
      HttpRequest request =
          HttpRequest.newBuilder(health(ListenAddress.parse(Setting.ADMIN_LISTEN, listen)))
              .timeout(TIMEOUT)
              .build();
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status == OK ? 0 : 1;
    } catch (ConfigException | IOException e) {
      System.err.println("bytebucket: " + e.getMessage());
      return 1;
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
