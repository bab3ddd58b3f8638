package io.bytebucket.pipeline.limit;

import io.bytebucket.core.saved.Changeable;
import io.bytebucket.pipeline.client.AddressRange;
import io.bytebucket.pipeline.client.ForwardingHeader;
import io.bytebucket.pipeline.client.TrustedProxies;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How trusted proxies are saved. */
enum TrustedProxiesForm implements Changeable.Form<TrustedProxies> {
  INSTANCE;

  @Override
  public Map<String, String> write(TrustedProxies proxies) {
    return Map.of(
        "addresses",
        proxies.addresses().stream().map(AddressRange::toString).collect(Collectors.joining(",")),
        "hops",
        Integer.toString(proxies.hops()),
        "header",
        proxies.header().field());
  }

  @Override
  public TrustedProxies read(Map<String, String> fields) {
    String addresses = fields.getOrDefault("addresses", "");
    List<AddressRange> ranges =
        addresses.isEmpty()
            ? List.of()
            : Arrays.stream(addresses.split(",", -1))
                .map(text -> AddressRange.parse(text).orElseThrow())
                .toList();
    return new TrustedProxies(
        ranges,
        Integer.parseInt(fields.getOrDefault("hops", "0")),
        ForwardingHeader.of(fields.getOrDefault("header", "")).orElseThrow());
  }
}
