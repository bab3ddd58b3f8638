package io.bytebucket.core.access;

import io.bytebucket.core.object.VersionSelector;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about one of the things that a request touches; the rest is as the request says.
 * What is stored about it is looked up once, and when it is first asked for.
 */
final class ObjectContext implements AccessContext {
  private final AccessContext request;
  private final VersionSelector version;
  private final Optional<Stated> stated;
  private final Value<Boolean> createsObject;
  private final Supplier<Value<ObjectFacts>> look;
  private final @Nullable Value<Map<String, String>> sent;
  private @Nullable Value<ObjectFacts> there;
  private boolean askedForTagsSent;

  /** Something that is said of that thing alone, in place of what the request says. */
  record Stated(Said said, Optional<String> text) {
    /** That a listing is about keys that begin like that. */
    static Optional<Stated> prefix(String prefix) {
      return Optional.of(new Stated(Said.PREFIX, Optional.of(prefix)));
    }
  }

  ObjectContext(
      AccessContext request,
      VersionSelector version,
      Optional<Stated> stated,
      Value<Boolean> createsObject,
      Supplier<Value<ObjectFacts>> look) {
    this(request, version, stated, createsObject, look, null);
  }

  private ObjectContext(
      AccessContext request,
      VersionSelector version,
      Optional<Stated> stated,
      Value<Boolean> createsObject,
      Supplier<Value<ObjectFacts>> look,
      @Nullable Value<Map<String, String>> sent) {
    this.sent = sent;
    this.request = request;
    this.version = version;
    this.stated = stated;
    this.createsObject = createsObject;
    this.look = look;
  }

  /** The same about something that is, or is not, as it is said here. */
  ObjectContext with(Value<ObjectFacts> facts) {
    return new ObjectContext(request, version, stated, createsObject, () -> facts, sent);
  }

  /** The same of a request that sends such tags. */
  ObjectContext sending(Value<Map<String, String>> tags) {
    return new ObjectContext(request, version, stated, createsObject, this::objectThere, tags);
  }

  /** What a decision was made by; empty when none asked for it. */
  Optional<Value<ObjectFacts>> judged() {
    return Optional.ofNullable(there);
  }

  /** Whether a decision asked for tags that nobody knows yet. */
  boolean lacksTagsSent() {
    return askedForTagsSent && tagsSent() instanceof Value.Unavailable<?>;
  }

  @Override
  public Value<ObjectFacts> objectThere() {
    Value<ObjectFacts> found = there;
    if (found == null) {
      found = look.get();
      there = found;
    }
    return found;
  }

  @Override
  public Value<Boolean> createsObject() {
    return createsObject;
  }

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
  public Value<String> tlsVersion() {
    return request.tlsVersion();
  }

  @Override
  public Value<Signing> signing() {
    return request.signing();
  }

  @Override
  public Value<String> text(Said said) {
    return stated.isPresent() && stated.get().said() == said
        ? Value.of(stated.get().text())
        : request.text(said);
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
  public VersionSelector version() {
    return version;
  }

  @Override
  public Value<Map<String, String>> tagsSent() {
    askedForTagsSent = true;
    Value<Map<String, String>> known = sent;
    return known == null ? request.tagsSent() : known;
  }
}
