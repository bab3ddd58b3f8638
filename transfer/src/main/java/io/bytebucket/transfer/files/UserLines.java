package io.bytebucket.transfer.files;

import io.bytebucket.core.secret.EncryptedSecret;
import io.bytebucket.core.secret.SecretCipher;
import io.bytebucket.core.user.AccessKey;
import io.bytebucket.core.user.AccessRule;
import io.bytebucket.core.user.User;
import io.bytebucket.core.user.UserId;
import io.bytebucket.core.user.UserImporter;
import io.bytebucket.transfer.lines.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Users as JSON, both ways. Secrets are in it only as the encryption key makes them. */
final class UserLines {
  private final SecretCipher cipher;

  UserLines(SecretCipher cipher) {
    this.cipher = cipher;
  }

  JsonObject encode(UserImporter.Given given, JsonObject json) {
    User user = given.user();
    json.put("id", user.id().value())
        .put("name", user.name())
        .putIf("enabled", user.isEnabled())
        .put("createdAt", user.createdAt().toString())
        .put("rules", user.rules().stream().map(UserLines::rule).toList())
        .put("keys", given.keys().stream().map(this::key).toList());
    given.limits().ifPresent(record -> json.put("limits", base64(record)));
    given.secondFactor().ifPresent(record -> json.put("secondFactor", base64(record)));
    return json;
  }

  private static JsonObject rule(AccessRule rule) {
    return new JsonObject()
        .put("effect", rule.effect().name())
        .putTexts("buckets", rule.buckets())
        .putTexts("actions", rule.actions());
  }

  private JsonObject key(UserImporter.GivenKey key) {
    return new JsonObject()
        .put("id", key.id())
        .put("status", key.status().name())
        .put("createdAt", key.createdAt().toString())
        .put("expiresAt", key.expiresAt().map(Instant::toString))
        .put(
            "secret", key.secret().map(secret -> base64(cipher.encrypt(key.id(), secret).bytes())));
  }

  UserImporter.Given decode(JsonObject json) {
    UserId id = new UserId(json.text("id"));
    List<UserImporter.GivenKey> keys = json.objects("keys").stream().map(this::key).toList();
    User user =
        new User(
            id,
            json.text("name"),
            json.isSo("enabled"),
            json.objects("rules").stream().map(UserLines::rule).toList(),
            keys.stream().map(UserImporter.GivenKey::id).toList(),
            Dates.parse(json.text("createdAt")));
    return new UserImporter.Given(
        user,
        keys,
        json.textIfSaid("limits").map(Base64.getDecoder()::decode),
        json.textIfSaid("secondFactor").map(Base64.getDecoder()::decode));
  }

  private static AccessRule rule(JsonObject json) {
    AccessRule rule =
        new AccessRule(
            AccessRule.Effect.valueOf(json.text("effect")),
            json.texts("buckets"),
            json.texts("actions"));
    json.end();
    return rule;
  }

  private UserImporter.GivenKey key(JsonObject json) {
    String id = json.text("id");
    Optional<String> secret =
        json.textIfSaid("secret")
            .map(text -> cipher.decrypt(id, new EncryptedSecret(Base64.getDecoder().decode(text))));
    UserImporter.GivenKey key =
        new UserImporter.GivenKey(
            id,
            AccessKey.Status.valueOf(json.text("status")),
            Dates.parse(json.text("createdAt")),
            json.textIfSaid("expiresAt").map(Dates::parse),
            secret);
    json.end();
    return key;
  }

  private static String base64(byte[] record) {
    return Base64.getEncoder().encodeToString(record);
  }
}
