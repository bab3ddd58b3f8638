package io.bytebucket.admin.limit;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.Administrator;
import io.bytebucket.http.Response;
import io.bytebucket.pipeline.client.AddressRange;
import io.bytebucket.pipeline.client.ForwardingHeader;
import io.bytebucket.pipeline.client.TrustedProxies;
import io.bytebucket.pipeline.limit.ProxyTrust;
import java.io.IOException;
import java.util.List;

/** Which proxies are believed about where requests come from. */
public final class ProxiesResource {
  private static final int ADDRESSES_MAX = 256;

  private final ProxyTrust proxies;

  /** Of those proxies. */
  public ProxiesResource(ProxyTrust proxies) {
    this.proxies = proxies;
  }

  private record Document(List<String> addresses, int hops, String header) {
    static Document of(TrustedProxies proxies) {
      return new Document(
          proxies.addresses().stream().map(AddressRange::toString).toList(),
          proxies.hops(),
          proxies.header().field());
    }

    TrustedProxies proxies() {
      if (addresses.size() > ADDRESSES_MAX) {
        throw AdminException.invalid("addresses must be " + ADDRESSES_MAX + " at the most.");
      }
      return new TrustedProxies(
          addresses.stream().map(Document::range).toList(),
          hops,
          ForwardingHeader.of(header)
              .orElseThrow(
                  () -> AdminException.invalid("header must be X-Forwarded-For or Forwarded.")));
    }

    private static AddressRange range(String text) {
      return AddressRange.parse(text)
          .orElseThrow(() ->
              AdminException.invalid(
                  "addresses must be IP addresses, or ranges of them like 10.0.0.0/8."));
    }
  }

  /** Shows them. */
  public Response get(AdminRequest request, Administrator sender) {
    return Standing.document(proxies.baseline(), proxies.saved(), proxies.get(), Document::of);
  }

  /** Saves them. */
  public Response put(AdminRequest request, Administrator sender) throws IOException {
    TrustedProxies wanted = Standing.checked(request.document(Document.class)::proxies);
    proxies.save(wanted);
    return Standing.effective(proxies.get(), Document::of);
  }

  /** Forgets what was saved. */
  public Response delete(AdminRequest request, Administrator sender) {
    proxies.clear();
    return Standing.effective(proxies.get(), Document::of);
  }
}
