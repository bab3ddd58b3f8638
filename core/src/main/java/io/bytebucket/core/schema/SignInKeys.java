package io.bytebucket.core.schema;

import io.bytebucket.core.store.Key;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Makes the keys of what signing in at the admin address leaves behind, and takes them apart.
 *
 * <pre>
 *   S 0 hash          session, by the hash of its token
 *   S 1 user-id hash  note that a session is this user's
 *   S 2 user-id       second factor of a user
 * </pre>
 */
public final class SignInKeys {
  static final byte SIGN_IN_TAG = 'S';
  static final byte SESSION = 0;
  static final byte SESSION_OF_USER = 1;
  static final byte SECOND_FACTOR = 2;

  /** How many bytes stand before what a key names. */
  static final int PREFIX_BYTES = 2;

  /** The length of a hash. */
  public static final int HASH_BYTES = 32;

  private SignInKeys() {}

  /** A session. */
  public static Key session(byte[] hash) {
    return key(SESSION, hash);
  }

  /** What every key of {@link #session} begins with. */
  public static Key sessions() {
    return key(SESSION);
  }

  /** The hash in a key of {@link #session} or of {@link #sessionOf}. */
  public static byte[] hash(Key key) {
    byte[] bytes = key.bytes();
    return Arrays.copyOfRange(bytes, bytes.length - HASH_BYTES, bytes.length);
  }

  /** The note that a session is this user's. */
  public static Key sessionOf(String userId, byte[] hash) {
    return key(SESSION_OF_USER, text(userId), new byte[] {0}, hash);
  }

  /** The user in a key of {@link #sessionOf}; empty when it is no such key. */
  static Optional<String> userOfSession(Key key) {
    byte[] bytes = key.bytes();
    int end = bytes.length - HASH_BYTES - 1;
    if (end <= PREFIX_BYTES || bytes[end] != 0) {
      return Optional.empty();
    }
    return Optional.of(new String(bytes, PREFIX_BYTES, end - PREFIX_BYTES, StandardCharsets.UTF_8));
  }

  /** What every key of {@link #sessionOf} of that user begins with. */
  public static Key sessionsOf(String userId) {
    return key(SESSION_OF_USER, text(userId), new byte[] {0});
  }

  /** The second factor of a user. */
  public static Key secondFactor(String userId) {
    return key(SECOND_FACTOR, text(userId));
  }

  /** What every key of {@link #secondFactor} begins with. */
  public static Key secondFactors() {
    return key(SECOND_FACTOR);
  }

  /** The user in a key of {@link #secondFactor}. */
  public static String userOfSecondFactor(Key key) {
    byte[] bytes = key.bytes();
    return new String(bytes, PREFIX_BYTES, bytes.length - PREFIX_BYTES, StandardCharsets.UTF_8);
  }

  /** A hash as texts have it. */
  public static String hex(byte[] hash) {
    return HexFormat.of().formatHex(hash);
  }

  private static byte[] text(String userId) {
    return userId.getBytes(StandardCharsets.UTF_8);
  }

  private static Key key(byte kind, byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
    ByteBuffer key = ByteBuffer.allocate(PREFIX_BYTES + length).put(SIGN_IN_TAG).put(kind);
    for (byte[] part : parts) {
      key.put(part);
    }
    return Key.of(key.array());
  }
}
