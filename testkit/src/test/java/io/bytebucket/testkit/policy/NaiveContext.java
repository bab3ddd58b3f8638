package io.bytebucket.testkit.policy;

import io.bytebucket.core.access.AccessContext;
import io.bytebucket.core.access.ObjectFacts;
import io.bytebucket.core.access.Said;
import io.bytebucket.core.access.Signing;
import io.bytebucket.core.access.Value;
import io.bytebucket.core.acl.ObjectAccess;
import io.bytebucket.core.object.VersionId;
import io.bytebucket.core.object.VersionSelector;
import io.bytebucket.core.user.UserId;
import java.net.InetAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request in plain words, as the store sees one. */
record NaiveContext(NaiveRequest request) implements AccessContext {
  private Value<String> said(String name) {
    if (request.unknown().contains(name)) {
      return new Value.Unavailable<>();
    }
    return Value.of(
        Optional.ofNullable(request.values().get(name)).map(values -> values.getFirst()));
  }

  private Map<String, String> tags(String prefix) {
    Map<String, String> tags = new HashMap<>();
    request
        .values()
        .forEach((name, values) -> {
          if (name.startsWith(prefix)) {
            tags.put(name.substring(prefix.length()), values.getFirst());
          }
        });
    return tags;
  }

  @Override
  public Instant now() {
    return Instant.parse(request.values().getOrDefault("aws:currenttime", List.of()).getFirst());
  }

  @Override
  public Value<InetAddress> sourceAddress() {
    return switch (said("aws:sourceip")) {
      case Value.Present<String>(String text) -> new Value.Present<>(InetAddress.ofLiteral(text));
      case Value<String> _ -> new Value.Unavailable<>();
    };
  }

  @Override
  public Value<Boolean> isSecure() {
    return new Value.Present<>(
        request.values().getOrDefault("aws:securetransport", List.of()).contains("true"));
  }

  @Override
  public Value<Signing> signing() {
    return new Value.Absent<>();
  }

  @Override
  public Value<String> text(Said asked) {
    return switch (asked) {
      case REFERER -> said("aws:referer");
      case USER_AGENT -> said("aws:useragent");
      case PREFIX -> said("s3:prefix");
      case ACL -> said("s3:x-amz-acl");
      case STORAGE_CLASS -> said("s3:x-amz-storage-class");
      case IF_MATCH -> said("s3:if-match");
      default -> new Value.Absent<>();
    };
  }

  @Override
  public Value<Long> maxKeys() {
    return Value.of(said("s3:max-keys").known().map(Long::valueOf));
  }

  @Override
  public Optional<String> expectedOwner() {
    return Optional.empty();
  }

  @Override
  public VersionSelector version() {
    return new VersionSelector.Null();
  }

  @Override
  public Value<Map<String, String>> tagsSent() {
    return new Value.Present<>(tags("s3:requestobjecttag/"));
  }

  @Override
  public Value<ObjectFacts> objectThere() {
    return request.unknown().contains("s3:existingobjecttag/a")
        ? new Value.Unavailable<>()
        : new Value.Present<>(
            new ObjectFacts(
                new VersionId(0, true),
                new UserId("writer-id"),
                ObjectAccess.UNSAID,
                tags("s3:existingobjecttag/")));
  }
}
