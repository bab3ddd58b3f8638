package io.bytebucket.core.access;

import io.bytebucket.core.object.VersionSelector;
import java.net.InetAddress;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The context of a request that says what a test has it say, and nothing else. */
public final class SaidContext implements AccessContext {
  private final Map<Said, Value<String>> texts = new EnumMap<>(Said.class);
  private VersionSelector version = VersionSelector.current();
  private Value<Map<String, String>> tags = new Value.Absent<>();
  private Value<Map<String, String>> stored = new Value.Unavailable<>();
  private Value<InetAddress> address = new Value.Unavailable<>();
  private Value<Signing> signing = new Value.Absent<>();
  private Value<Long> maxKeys = new Value.Absent<>();
  private Value<Boolean> createsObject = new Value.Absent<>();
  private Value<ObjectFacts> object = new Value.Unavailable<>();
  private boolean wasLookedUp;
  private boolean isSecure;
  private Instant now = Instant.EPOCH;

  public SaidContext says(Said said, String text) {
    texts.put(said, new Value.Present<>(text));
    return this;
  }

  public SaidContext hides(Said said) {
    texts.put(said, new Value.Unavailable<>());
    return this;
  }

  public SaidContext names(VersionSelector named) {
    version = named;
    return this;
  }

  public SaidContext finds(Value<Map<String, String>> tagsThere) {
    stored = tagsThere;
    return this;
  }

  public SaidContext finds(ObjectFacts facts) {
    object = new Value.Present<>(facts);
    return this;
  }

  /** Whether somebody asked for what is stored about the object. */
  public boolean wasLookedUp() {
    return wasLookedUp;
  }

  public SaidContext comesFrom(String literal) {
    address = new Value.Present<>(InetAddress.ofLiteral(literal));
    return this;
  }

  public SaidContext comesSecurely() {
    isSecure = true;
    return this;
  }

  public SaidContext isSigned(Signing how) {
    signing = new Value.Present<>(how);
    return this;
  }

  public SaidContext lists(long keys) {
    maxKeys = new Value.Present<>(keys);
    return this;
  }

  public SaidContext creates(boolean isObject) {
    createsObject = new Value.Present<>(isObject);
    return this;
  }

  public SaidContext at(Instant time) {
    now = time;
    return this;
  }

  public SaidContext sends(Value<Map<String, String>> sent) {
    tags = sent;
    return this;
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public Value<InetAddress> sourceAddress() {
    return address;
  }

  @Override
  public Value<Boolean> isSecure() {
    return new Value.Present<>(isSecure);
  }

  @Override
  public Value<Signing> signing() {
    return signing;
  }

  @Override
  public Value<String> text(Said said) {
    return texts.getOrDefault(said, new Value.Absent<>());
  }

  @Override
  public Value<Long> maxKeys() {
    return maxKeys;
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

  @Override
  public Value<ObjectFacts> objectThere() {
    wasLookedUp = true;
    return object;
  }

  @Override
  public Value<Map<String, String>> tagsThere() {
    return stored;
  }

  @Override
  public Value<Boolean> createsObject() {
    return createsObject;
  }
}
