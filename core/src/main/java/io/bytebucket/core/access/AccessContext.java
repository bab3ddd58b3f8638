package io.bytebucket.core.access;

import io.bytebucket.core.object.VersionSelector;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What decisions may ask about a request. A view: nothing is looked up, parsed or copied before it
 * is asked for. Used by the thread of its request.
 */
public interface AccessContext {
  /** When the request is judged: the same for every decision about it. */
  Instant now();

  /** Who sent it, on the network. */
  Value<InetAddress> sourceAddress();

  /** Whether it came over TLS. */
  Value<Boolean> isSecure();

  /** By which version of TLS it came; absent when it came without. */
  default Value<String> tlsVersion() {
    return switch (isSecure()) {
      case Value.Present<Boolean>(Boolean isSecure) when !isSecure -> new Value.Absent<>();
      case Value<Boolean> unknown -> new Value.Unavailable<>();
    };
  }

  /** How it was signed; absent when it was not. */
  Value<Signing> signing();

  /** What it says in words of its own. An empty text was said, unless it means nothing there. */
  Value<String> text(Said said);

  /** How many keys a listing has at the most. */
  Value<Long> maxKeys();

  /** Who must own the bucket, if the client says so. */
  Optional<String> expectedOwner();

  /**
   * Whether it makes the object, and not only a part of it or an upload; absent where it makes
   * none. A front end need not know it.
   */
  default Value<Boolean> createsObject() {
    return new Value.Unavailable<>();
  }

  /** Which version of the object is named. */
  VersionSelector version();

  /** The tags that what is made is given. */
  Value<Map<String, String>> tagsSent();

  /**
   * What decides about the version that is named in that itself; looked up when it is asked for. A
   * front end need not know it.
   */
  default Value<ObjectFacts> objectThere() {
    return new Value.Unavailable<>();
  }

  /** The tags of the version that is named, as they are stored. */
  default Value<Map<String, String>> tagsThere() {
    return switch (objectThere()) {
      case Value.Present<ObjectFacts>(ObjectFacts facts) -> new Value.Present<>(facts.tags());
      case Value.Absent<ObjectFacts> _ -> new Value.Absent<>();
      case Value.Unavailable<ObjectFacts> _ -> new Value.Unavailable<>();
    };
  }
}
