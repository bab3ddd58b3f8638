package io.bytebucket.core.policy;

import io.bytebucket.core.access.AccessContext;
import io.bytebucket.core.access.Said;
import io.bytebucket.core.access.Signing;
import io.bytebucket.core.access.Value;
import io.bytebucket.core.object.VersionSelector;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a request would say that nobody has sent: told by the keys of conditions. From where it
 * would come, and how, nobody knows unless it is told; in words of its own it says what is told and
 * nothing else. Used by one thread.
 */
public final class QuestionContext implements AccessContext {
  private final Map<Said, String> words = new EnumMap<>(Said.class);
  private final Map<String, String> tags = new HashMap<>();
  private final VersionSelector version;
  private final boolean isSigned;
  private Instant now;
  private Value<InetAddress> address = new Value.Unavailable<>();
  private Value<Boolean> isSecure = new Value.Unavailable<>();
  private Optional<String> tls = Optional.empty();
  private Value<Long> maxKeys = new Value.Absent<>();
  private Value<Boolean> createsObject = new Value.Unavailable<>();
  private Signing.Carrier carrier = Signing.Carrier.HEADER;

  /**
   * A request that says nothing yet.
   *
   * @param now when it would be judged
   * @param version which version it would name
   * @param isSigned whether it would be signed
   */
  public QuestionContext(Instant now, VersionSelector version, boolean isSigned) {
    this.now = now;
    this.version = version;
    this.isSigned = isSigned;
  }

  /**
   * Has the request say something.
   *
   * @param key a key of conditions, in upper or lower case
   * @return whether there is such a key, which follows from nothing else, and it can be that
   */
  public boolean say(String key, String value) {
    Optional<KeyName> name = KeyName.of(key);
    return name.isPresent() && value.length() <= KeyValues.TEXT_LIMIT && say(name.get(), value);
  }

  private boolean say(KeyName name, String value) {
    return switch (name.key()) {
      case SOURCE_IP -> address(value);
      case SECURE_TRANSPORT ->
          Literals.bool(value).map(is -> isSecure = new Value.Present<>(is)).isPresent();
      case TLS_VERSION -> {
        tls = Optional.of(value);
        yield true;
      }
      case CURRENT_TIME, EPOCH_TIME -> Literals.date(value).map(time -> now = time).isPresent();
      case MAX_KEYS ->
          Literals.number(value)
              .filter(QuestionContext::isCount)
              .map(count -> maxKeys = new Value.Present<>(count.longValueExact()))
              .isPresent();
      case CREATES_OBJECT ->
          Literals.bool(value).map(is -> createsObject = new Value.Present<>(is)).isPresent();
      case REQUEST_TAG -> {
        tags.put(name.tag(), value);
        yield true;
      }
      case AUTH_TYPE -> isSigned && carrier(value);
      default -> word(name.key(), value);
    };
  }

  private boolean address(String value) {
    Optional<InetAddress> literal =
        CidrBlock.of(value)
            .filter(block -> block.prefixBits() == block.address().getAddress().length * Byte.SIZE)
            .map(CidrBlock::address);
    literal.ifPresent(known -> address = new Value.Present<>(known));
    return literal.isPresent();
  }

  private static boolean isCount(BigDecimal number) {
    return number.signum() >= 0
        && number.stripTrailingZeros().scale() <= 0
        && number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
  }

  private boolean carrier(String value) {
    Optional<Signing.Carrier> named =
        Arrays.stream(Signing.Carrier.values())
            .filter(one -> KeyValues.nameOf(one).equals(value))
            .findFirst();
    named.ifPresent(one -> carrier = one);
    return named.isPresent();
  }

  private boolean word(ConditionKey key, String value) {
    Optional<Said> said =
        Arrays.stream(Said.values()).filter(one -> one.name().equals(key.name())).findFirst();
    said.ifPresent(one -> words.put(one, value));
    return said.isPresent();
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
    return isSecure;
  }

  @Override
  public Value<String> tlsVersion() {
    return tls.<Value<String>>map(Value.Present::new).orElseGet(AccessContext.super::tlsVersion);
  }

  @Override
  public Value<Signing> signing() {
    return isSigned
        ? new Value.Present<>(new Signing(carrier, 4, new Value.Present<>(now)))
        : new Value.Absent<>();
  }

  @Override
  public Value<String> text(Said said) {
    return Value.of(Optional.ofNullable(words.get(said)));
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
  public Value<Boolean> createsObject() {
    return createsObject;
  }

  @Override
  public VersionSelector version() {
    return version;
  }

  @Override
  public Value<Map<String, String>> tagsSent() {
    return tags.isEmpty() ? new Value.Absent<>() : new Value.Present<>(Map.copyOf(tags));
  }
}
