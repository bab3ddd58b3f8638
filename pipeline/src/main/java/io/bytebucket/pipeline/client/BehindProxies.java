package io.bytebucket.pipeline.client;

import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.Refusal;
import io.bytebucket.http.Request;
import io.bytebucket.http.Response;
import java.io.IOException;
import java.util.function.Supplier;

/**
 * Shows every request to what answers it as its client sent it, and not as the last proxy did.
 * Thread-safe.
 */
public final class BehindProxies implements HttpHandler {
  private final Supplier<TrustedProxies> proxies;
  private final HttpHandler handler;

  /**
   * In front of a handler.
   *
   * @param proxies those that are believed now; asked for with every request
   */
  public BehindProxies(Supplier<TrustedProxies> proxies, HttpHandler handler) {
    this.proxies = proxies;
    this.handler = handler;
  }

  @Override
  public void handle(Request request, Exchange exchange) throws IOException {
    handler.handle(proxies.get().seen(request), exchange);
  }

  @Override
  public Response refuse(Request request, Refusal reason) {
    return handler.refuse(proxies.get().seen(request), reason);
  }
}
