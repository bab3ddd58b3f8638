package io.bytebucket.core.access;

import io.bytebucket.core.object.VersionSelector;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is asked about one of the things that a request touches; the rest is as the request says.
 */
record ObjectContext(
    AccessContext request,
    VersionSelector version,
    Optional<String> prefix,
    Supplier<Value<Map<String, String>>> tags)
    implements AccessContext {
  @Override
  public Instant now() {
    return request.now();
  }

  @Override
  public Value<InetAddress> sourceAddress() {
    return request.sourceAddress();
  }

  @Override
  public Value<Boolean> isSecure() {
    return request.isSecure();
  }

  @Override
  public Value<Signing> signing() {
    return request.signing();
  }

  @Override
  public Value<String> text(Said said) {
    return said == Said.PREFIX && prefix.isPresent() ? Value.of(prefix) : request.text(said);
  }

  @Override
  public Value<Long> maxKeys() {
    return request.maxKeys();
  }

  @Override
  public Optional<String> expectedOwner() {
    return request.expectedOwner();
  }

  @Override
  public Value<Map<String, String>> tagsSent() {
    return request.tagsSent();
  }

  @Override
  public Value<Map<String, String>> tagsThere() {
    return tags.get();
  }
}
