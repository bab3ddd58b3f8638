package io.bytebucket.core.job;

import io.bytebucket.core.access.AccessContext;
import io.bytebucket.core.access.Demand;
import io.bytebucket.core.access.Said;
import io.bytebucket.core.access.Signing;
import io.bytebucket.core.access.Value;
import io.bytebucket.core.object.VersionSelector;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What decisions may ask about a step of a job: when it is, and from where the job was asked for.
 * In words of its own it says which keys it lists, and what it copies.
 */
record JobContext(Instant now, Job.Origin origin, String prefix, Optional<String> copySource)
    implements AccessContext {
  /** Of a step that copies nothing. */
  JobContext(Instant now, Job.Origin origin, String prefix) {
    this(now, origin, prefix, Optional.empty());
  }

  /** The same of something that is made of what the demand says. */
  JobContext of(Demand demand) {
    return new JobContext(now, origin, prefix, demand.accessSource().map(Demand.Source::text));
  }

  @Override
  public Value<InetAddress> sourceAddress() {
    return origin
        .address()
        .<Value<InetAddress>>map(Value.Present::new)
        .orElseGet(Value.Unavailable::new);
  }

  @Override
  public Value<Boolean> isSecure() {
    return new Value.Present<>(origin.isSecure());
  }

  @Override
  public Value<Signing> signing() {
    return new Value.Absent<>();
  }

  @Override
  public Value<String> text(Said said) {
    return switch (said) {
      case PREFIX -> new Value.Present<>(prefix);
      case COPY_SOURCE -> Value.of(copySource);
      default -> new Value.Absent<>();
    };
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
