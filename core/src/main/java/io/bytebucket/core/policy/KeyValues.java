package io.bytebucket.core.policy;

import io.bytebucket.core.access.AccessContext;
import io.bytebucket.core.access.AccessRequest;
import io.bytebucket.core.access.Caller;
import io.bytebucket.core.access.Realm;
import io.bytebucket.core.access.Said;
import io.bytebucket.core.access.Signing;
import io.bytebucket.core.access.Value;
import io.bytebucket.core.object.VersionSelector;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the keys of conditions are in one request. Nothing is looked up before a condition asks for
 * it. Used by the thread of its request.
 */
final class KeyValues {
  /**
   * The longest text that is looked at, which is longer than the whole header of a request may be
   * on AWS. Of a longer one nobody can tell.
   */
  static final int TEXT_LIMIT = 8_192;

  private final AccessRequest request;
  private final AccessContext context;
  private final Realm realm;

  /** None before a condition asks: most policies have none. */
  private @Nullable Map<KeyName, Value<List<String>>> known;

  private Literals.@Nullable Converted converted;

  KeyValues(AccessRequest request, Realm realm) {
    this.request = request;
    this.context = request.context();
    this.realm = realm;
  }

  /** The values of a key; more than one only where it is about keys of tags. */
  Value<List<String>> of(KeyName name) {
    if (!name.key().fits(request.action())) {
      return new Value.Absent<>();
    }
    Map<KeyName, Value<List<String>>> all = known;
    if (all == null) {
      all = new HashMap<>();
      known = all;
    }
    Value<List<String>> found = all.get(name);
    if (found == null) {
      found = bounded(found(name));
      all.put(name, found);
    }
    return found;
  }

  /** What the texts of the request stand for. */
  Literals.Converted converted() {
    Literals.Converted all = converted;
    if (all == null) {
      all = new Literals.Converted();
      converted = all;
    }
    return all;
  }

  private static Value<List<String>> bounded(Value<List<String>> value) {
    return value instanceof Value.Present(List<String> texts)
            && texts.stream().anyMatch(text -> text.length() > TEXT_LIMIT)
        ? new Value.Unavailable<>()
        : value;
  }

  private Value<List<String>> found(KeyName name) {
    return switch (name.key()) {
      case SOURCE_IP -> one(context.sourceAddress(), InetAddress::getHostAddress);
      case SECURE_TRANSPORT -> one(context.isSecure(), Object::toString);
      case TLS_VERSION -> one(context.tlsVersion(), Function.identity());
      case CURRENT_TIME -> one(context.now().toString());
      case EPOCH_TIME -> one(Long.toString(context.now().getEpochSecond()));
      case REFERER -> said(Said.REFERER);
      case USER_AGENT -> said(Said.USER_AGENT);
      case USERNAME -> ofUser(Caller.Known::name);
      case USER_ID -> ofUser(user -> user.id().value());
      case PRINCIPAL_ARN -> ofUser(realm::arnOf);
      case PRINCIPAL_ACCOUNT -> ofUser(_ -> realm.accountId());
      case PRINCIPAL_TYPE ->
          one(request.caller() instanceof Caller.Anonymous ? "Anonymous" : "User");
      case RESOURCE_ACCOUNT -> one(realm.accountId());
      case REQUESTED_REGION -> one(realm.region());
      case PRINCIPAL_ORG,
          SOURCE_ARN,
          SOURCE_ACCOUNT,
          SOURCE_VPC,
          SOURCE_VPC_ENDPOINT,
          LOCATION_CONSTRAINT ->
          new Value.Absent<>();
      case AUTH_TYPE, SIGNATURE_VERSION, SIGNATURE_AGE -> signing(name.key());
      case PREFIX -> said(Said.PREFIX);
      case DELIMITER -> said(Said.DELIMITER);
      case MAX_KEYS -> one(context.maxKeys(), Object::toString);
      case VERSION_ID -> version();
      case REQUEST_TAG -> tag(context.tagsSent(), name.tag());
      case REQUEST_TAG_KEYS -> keys(context.tagsSent());
      case EXISTING_TAG -> tag(context.tagsThere(), name.tag());
      case LOCK_DAYS -> daysOfLock();
      case CREATES_OBJECT -> one(context.createsObject(), Object::toString);
      case ACL,
          GRANT_READ,
          GRANT_WRITE,
          GRANT_READ_ACL,
          GRANT_WRITE_ACL,
          GRANT_FULL_CONTROL,
          COPY_SOURCE,
          METADATA_DIRECTIVE,
          STORAGE_CLASS,
          ENCRYPTION,
          ENCRYPTION_KEY,
          CUSTOMER_ENCRYPTION,
          CONTENT_SHA256,
          LOCK_MODE,
          LOCK_UNTIL,
          LEGAL_HOLD,
          IF_MATCH,
          IF_NONE_MATCH ->
          said(Said.valueOf(name.key().name()));
    };
  }

  private Value<List<String>> said(Said said) {
    return one(context.text(said), Function.identity());
  }

  private Value<List<String>> ofUser(Function<Caller.Known, String> asked) {
    return request.caller() instanceof Caller.Known user
        ? one(asked.apply(user))
        : new Value.Absent<>();
  }

  private Value<List<String>> version() {
    return context.version() instanceof VersionSelector.Current
        ? new Value.Absent<>()
        : one(context.version().text());
  }

  private Value<List<String>> signing(ConditionKey key) {
    return switch (context.signing()) {
      case Value.Present<Signing>(Signing signing) ->
          switch (key) {
            case AUTH_TYPE -> one(nameOf(signing.carrier()));
            case SIGNATURE_VERSION -> one(signing.version() == 4 ? "AWS4-HMAC-SHA256" : "AWS");
            default ->
                one(
                    signing.at(),
                    at -> Long.toString(Duration.between(at, context.now()).toMillis()));
          };
      case Value.Absent<Signing> _ -> new Value.Absent<>();
      case Value.Unavailable<Signing> _ -> new Value.Unavailable<>();
    };
  }

  /** What policies call the place where a signature stands. */
  static String nameOf(Signing.Carrier carrier) {
    return switch (carrier) {
      case HEADER -> "REST-HEADER";
      case QUERY -> "REST-QUERY-STRING";
      case FORM -> "POST";
    };
  }

  /** Whole days, and one for what is left of the last. */
  private Value<List<String>> daysOfLock() {
    try {
      return one(
          context.text(Said.LOCK_UNTIL),
          until -> {
            long millis = Duration.between(context.now(), Instant.parse(until)).toMillis();
            return Long.toString(Math.ceilDiv(millis, Duration.ofDays(1).toMillis()));
          });
    } catch (DateTimeException | ArithmeticException noDate) {
      return new Value.Unavailable<>();
    }
  }

  private static Value<List<String>> tag(Value<Map<String, String>> tags, String key) {
    return switch (tags) {
      case Value.Present<Map<String, String>>(Map<String, String> all) -> {
        String value = all.get(key);
        yield value == null ? new Value.Absent<>() : one(value);
      }
      case Value.Absent<Map<String, String>> _ -> new Value.Absent<>();
      case Value.Unavailable<Map<String, String>> _ -> new Value.Unavailable<>();
    };
  }

  private static Value<List<String>> keys(Value<Map<String, String>> tags) {
    return switch (tags) {
      case Value.Present<Map<String, String>>(Map<String, String> all) ->
          all.isEmpty() ? new Value.Absent<>() : new Value.Present<>(List.copyOf(all.keySet()));
      case Value.Absent<Map<String, String>> _ -> new Value.Absent<>();
      case Value.Unavailable<Map<String, String>> _ -> new Value.Unavailable<>();
    };
  }

  private static Value<List<String>> one(String text) {
    return new Value.Present<>(List.of(text));
  }

  private static <T> Value<List<String>> one(Value<T> value, Function<T, String> text) {
    return switch (value) {
      case Value.Present<T>(T known) -> one(text.apply(known));
      case Value.Absent<T> _ -> new Value.Absent<>();
      case Value.Unavailable<T> _ -> new Value.Unavailable<>();
    };
  }
}
