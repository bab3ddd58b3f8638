package io.bytebucket.testkit;

import io.bytebucket.core.access.AccessContext;
import io.bytebucket.core.access.Said;
import io.bytebucket.core.access.Signing;
import io.bytebucket.core.access.Value;
import io.bytebucket.core.object.VersionSelector;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A request that says nothing.
 *
 * @param sourceAddress from where it comes
 */
public record PlainContext(Value<InetAddress> sourceAddress) implements AccessContext {
  /** From an address of this machine. */
  public static PlainContext local() {
    return new PlainContext(new Value.Present<>(InetAddress.getLoopbackAddress()));
  }

  @Override
  public Instant now() {
    return Instant.EPOCH;
  }

  @Override
  public Value<Boolean> isSecure() {
    return new Value.Present<>(false);
  }

  @Override
  public Value<Signing> signing() {
    return new Value.Absent<>();
  }

  @Override
  public Value<String> text(Said said) {
    return new Value.Absent<>();
  }

  @Override
  public Value<Long> maxKeys() {
    return new Value.Absent<>();
  }

  @Override
  public Optional<String> expectedOwner() {
    return Optional.empty();
  }

  @Override
  public VersionSelector version() {
    return VersionSelector.current();
  }

  @Override
  public Value<Map<String, String>> tagsSent() {
    return new Value.Absent<>();
  }
}
