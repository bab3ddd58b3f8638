package io.bytebucket.core.access;

import io.bytebucket.core.object.VersionSelector;
import java.net.InetAddress;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The context of a request that says what a test has it say, and nothing else. */
final class SaidContext implements AccessContext {
  private final Map<Said, Value<String>> texts = new EnumMap<>(Said.class);
  private VersionSelector version = VersionSelector.current();
  private Value<Map<String, String>> tags = new Value.Absent<>();

  SaidContext says(Said said, String text) {
    texts.put(said, new Value.Present<>(text));
    return this;
  }

  SaidContext hides(Said said) {
    texts.put(said, new Value.Unavailable<>());
    return this;
  }

  SaidContext names(VersionSelector named) {
    version = named;
    return this;
  }

  SaidContext sends(Value<Map<String, String>> sent) {
    tags = sent;
    return this;
  }

  @Override
  public Instant now() {
    return Instant.EPOCH;
  }

  @Override
  public Value<InetAddress> sourceAddress() {
    return new Value.Unavailable<>();
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
    return texts.getOrDefault(said, new Value.Absent<>());
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
    return version;
  }

  @Override
  public Value<Map<String, String>> tagsSent() {
    return tags;
  }
}
