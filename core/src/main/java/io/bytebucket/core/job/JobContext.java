package io.bytebucket.core.job;

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
 * What decisions may ask about a step of a job: when it is, and from where the job was asked for.
 * It says nothing in words of its own but which keys it lists.
 */
record JobContext(Instant now, Job.Origin origin, String prefix) implements AccessContext {
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
    return said == Said.PREFIX ? new Value.Present<>(prefix) : new Value.Absent<>();
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
