package io.bytebucket.core.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListCursorTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b c+d&e=f", "ü日\uD83D\uDE00", "\u0000\n", ""})
  void aTokenGivesTheCursorBack(String after) {
    for (boolean isPrefix : new boolean[] {true, false}) {
      ListCursor cursor = new ListCursor(after, isPrefix);
      assertThat(ListCursor.fromToken(cursor.toToken())).isEqualTo(cursor);
    }
  }

  @Test
  void aTokenNeedsNoEscapeInAQuery() {
    for (int i = 0; i < 500; i++) {
      assertThat(new ListCursor("key" + i, i % 2 == 0).toToken()).matches("[A-Za-z0-9_-]+");
    }
  }

  @Test
  void aTamperedTokenIsRefusedOrMeansTheSame() {
    // Field survey 12: a token never lies. Some last characters hold bits that mean nothing.
    ListCursor cursor = new ListCursor("photos/2026/a.jpg", false);
    String token = cursor.toToken();
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=%";
    int refused = 0;
    for (int at = 0; at < token.length(); at++) {
      for (int index = 0; index < alphabet.length(); index++) {
        char other = alphabet.charAt(index);
        String tampered = token.substring(0, at) + other + token.substring(at + 1);
        try {
          assertThat(ListCursor.fromToken(tampered)).isEqualTo(cursor);
        } catch (StoreException e) {
          assertThat(e.failure()).isEqualTo(new Failure.InvalidContinuationToken());
          refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(token.length() * (alphabet.length() - 1) - alphabet.length());
    for (int length = 0; length < token.length(); length++) {
      requireRefused(token.substring(0, length));
    }
    requireRefused(token + "AAAA");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "photos/a.jpg",
        "cGhvdG9zL2EuanBn",
        "AAAAAAAA",
        "====",
        "\u0000",
        "日本",
        "eyJhZnRlciI6ImEifQ=="
      })
  void aForeignTokenIsRefused(String token) {
    requireRefused(token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "02000161", // an unknown version
        "01020161", // no flag
        "0100", // cut short
        "01000261", // a length past the end
        "0100016100", // more than a cursor
        "010001ff" // not UTF-8
      })
  void aTokenWithARightCheckValueAndNoCursorIsRefusedAndNotCalledCorrupt(String hex) {
    // Anybody can compute the check value; storage is not to blame for what is behind it.
    requireRefused(token(HexFormat.of().parseHex(hex)));
    assertThat(ListCursor.fromToken(token(HexFormat.of().parseHex("01000161"))))
        .isEqualTo(new ListCursor("a", false));
  }

  private static String token(byte[] record) {
    CRC32C crc = new CRC32C();
    crc.update(record);
    byte[] bytes = Arrays.copyOf(record, record.length + Integer.BYTES);
    ByteBuffer.wrap(bytes).putInt(record.length, (int) crc.getValue());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void requireRefused(String token) {
    assertThatThrownBy(() -> ListCursor.fromToken(token))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.failure()).isEqualTo(new Failure.InvalidContinuationToken()));
  }
}
