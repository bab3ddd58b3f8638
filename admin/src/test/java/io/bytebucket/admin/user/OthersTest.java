package io.bytebucket.admin.user;

import static io.bytebucket.admin.AdminFixture.ADMIN;
import static io.bytebucket.admin.AdminFixture.READER;
import static io.bytebucket.admin.AdminFixture.by;
import static io.bytebucket.admin.AdminFixture.code;
import static io.bytebucket.admin.AdminFixture.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.admin.AdminFixture;
import io.bytebucket.testkit.RawResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is no administrator changes nobody, itself included, whatever a request carries. */
class OthersTest {
  private static final String EVERYTHING =
      "{\"effect\":\"Allow\",\"buckets\":[\"*\"],\"actions\":[\"*\"]}";

  private final AdminFixture admin = new AdminFixture();

  private RawResponse reader(String method, String target, String document) {
    return admin.send(by(READER, request(method, target).withBody(document).sized()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '`',
      value = {
        "PUT /api/users/AKIDREADER `{\"acl\":[%s]}`",
        "PATCH /api/users/AKIDREADER `{\"name\":\"root\"}`",
        "POST /api/keys/AKIDREADER/secret `{\"secretAccessKey\":\"a-secret-of-my-own-choice\"}`",
        "POST /api/keys/AKIDREADER/secret `{\"secretAccessKey\":\"a-secret-of-my-own\",\"acl\":[%s]}`",
        "POST /api/keys/AKIDREADER/rotate ``",
        "POST /api/users/AKIDREADER/keys `{}`",
        "POST /api/users/AKIDADMIN/keys `{}`",
        "POST /api/users `{\"acl\":[%s]}`",
        "DELETE /api/users/AKIDADMIN ``",
        "DELETE /api/keys/AKIDADMIN ``",
        "POST /api/simulate `{\"action\":\"admin:SignIn\"}`"
      })
  void isRefusedAndNothingChanges(String method, String target, String document) {
    // What was refused was a use of the key all the same.
    reader("GET", "/api/users", "");
    String before = admin.admin("GET", "/api/users").text();
    assertThat(reader(method, target, document.replace("%s", EVERYTHING)).status()).isEqualTo(403);
    assertThat(admin.admin("GET", "/api/users").text()).isEqualTo(before);
  }

  @Test
  void aSecretIsChangedByItselfAndBringsNoRules() {
    RawResponse refused =
        admin.admin(
            "POST",
            "/api/keys/AKIDREADER/secret",
            "{\"secretAccessKey\":\"another-secret-of-forty\",\"acl\":[" + EVERYTHING + "]}");
    assertThat(refused.status()).isEqualTo(400);
    assertThat(admin.store.users().byKey(READER).orElseThrow().isAdministrator()).isFalse();
  }

  @Test
  void aKeyOfAnotherIsTakenWhoeverHasIt() {
    for (String taken : new String[] {ADMIN, READER}) {
      String key = "{\"accessKeyID\":\"" + taken + "\"}";
      assertThat(code(admin.admin("POST", "/api/users/AKIDREADER/keys", key)))
          .isEqualTo("AccessKeyTaken");
      RawResponse made =
          admin.admin("POST", "/api/users", "{\"acl\":[],\"accessKeyID\":\"" + taken + "\"}");
      assertThat(made.status()).isEqualTo(409);
    }
  }

  @Test
  void anotherKeyMayDoWhatItsUserMayAndNoMore() {
    admin.admin(
        "POST",
        "/api/users/AKIDREADER/keys",
        "{\"accessKeyID\":\"AKIDSECOND\",\"secretAccessKey\":\"AKIDSECOND-secret\"}");
    assertThat(admin.send(by("AKIDSECOND", request("GET", "/api/users"))).status()).isEqualTo(403);
    assertThat(admin.store.users().byKey("AKIDSECOND").orElseThrow().rules())
        .isEqualTo(admin.store.users().byKey(READER).orElseThrow().rules());
  }
}
