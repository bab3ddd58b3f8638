package io.bytebucket.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.core.store.Key;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInKeysTest {
  private static final String HEX = "01".repeat(SignInKeys.HASH_BYTES);
  private static final byte[] HASH = HexFormat.of().parseHex(HEX);

  @Test
  void keysAreThoseOfTheDocumentation() {
    Map<Key, String> golden = new LinkedHashMap<>();
    golden.put(SignInKeys.session(HASH), "5300" + HEX);
    golden.put(SignInKeys.sessions(), "5300");
    golden.put(SignInKeys.sessionOf("AKIA1", HASH), "5301" + "414b494131" + "00" + HEX);
    golden.put(SignInKeys.sessionsOf("AKIA1"), "5301" + "414b494131" + "00");
    golden.put(SignInKeys.secondFactor("AKIA1"), "5302" + "414b494131");
    golden.forEach((key, hex) -> assertThat(HexFormat.of().formatHex(key.bytes())).isEqualTo(hex));
  }

  @Test
  void keysAreTakenApartAsTheyWerePutTogether() {
    List<Optional<StoredKey>> found =
        List.of(
            StoredKey.of(SignInKeys.session(HASH)),
            StoredKey.of(SignInKeys.sessionOf("AKIA1", HASH)),
            StoredKey.of(SignInKeys.secondFactor("AKIA1")));

    assertThat(found)
        .containsExactly(
            Optional.of(new StoredKey.OfSession(HEX)),
            Optional.of(new StoredKey.OfSessionOfUser("AKIA1", HEX)),
            Optional.of(new StoredKey.OfSecondFactor("AKIA1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"53", "5300", "530001", "5301", "530141", "530141004142", "5302", "5309"})
  void whatIsCutShortIsNoKey(String hex) {
    assertThat(StoredKey.of(Key.of(HexFormat.of().parseHex(hex)))).isEmpty();
  }
}
