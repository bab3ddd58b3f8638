package io.bytebucket.admin.limit;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.core.saved.Changeable;
import io.bytebucket.http.Response;
import io.bytebucket.pipeline.client.TrustedProxies;
import io.bytebucket.pipeline.limit.ProxyTrust;
import io.bytebucket.pipeline.limit.RateLimit;
import java.io.IOException;
import java.util.Optional;

/** How many requests one client may make, over all addresses of the server. */
public final class RateLimitResource {
  private final Changeable<RateLimit> limit;
  private final ProxyTrust proxies;

  /** Of that limit; {@code proxies} are beside it because a document may name their number. */
  public RateLimitResource(Changeable<RateLimit> limit, ProxyTrust proxies) {
    this.limit = limit;
    this.proxies = proxies;
  }

  private record Shown(boolean enabled, double rps, long burst) {
    static Shown of(RateLimit limit) {
      return new Shown(limit.isEnabled(), limit.perSecond(), limit.burst());
    }
  }

  /**
   * What is sent.
   *
   * @param trustedProxies how many proxies every request passes; stays as it is when it is missing,
   *     and is cleared together with the limit
   */
  private record Sent(boolean enabled, double rps, long burst, Optional<Integer> trustedProxies) {}

  /** Shows it. */
  public Response get(AdminRequest request, Administrator sender) {
    return Standing.get(limit, Shown::of);
  }

  /** Saves it. */
  public Response put(AdminRequest request, Administrator sender) throws IOException {
    Sent sent = request.document(Sent.class);
    RateLimit wanted =
        Standing.checked(() -> new RateLimit(sent.enabled(), sent.rps(), sent.burst()));
    sent.trustedProxies().ifPresent(RateLimitResource::requireHops);
    proxies.saveWith(limit, wanted, sent.trustedProxies());
    return Standing.effective(limit.get(), Shown::of);
  }

  private static void requireHops(int hops) {
    if (hops < 0 || hops > TrustedProxies.HOPS_MAX) {
      throw AdminException.invalid(
          "trustedProxies must be a whole number from 0 to " + TrustedProxies.HOPS_MAX + ".");
    }
  }

  /** Forgets what was saved. */
  public Response delete(AdminRequest request, Administrator sender) {
    proxies.clearWith(limit);
    return Standing.effective(limit.get(), Shown::of);
  }
}
