package io.bytebucket.server.process.hostile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What one connection of an attack does. The bytes are shared by all connections of the attack, so
 * that the attacker needs no memory where it makes the server need some. Immutable.
 *
 * @param bursts what is sent, one after the other
 * @param reads whether what the server sends is read; otherwise it is left in the socket
 * @param ending what follows when everything is sent
 * @param bytesPerSecond how fast it is sent; 0 for as fast as the server takes it
 */
record Script(List<Burst> bursts, boolean reads, Ending ending, int bytesPerSecond) {

  /** The same bytes, so many times. */
  record Burst(ByteBuffer bytes, int times) {}

  /** What a connection does once it has sent everything. */
  enum Ending {
    /** It stays, until the server closes it; another one takes its place. */
    STAY,
    /** It is reset once the server has begun to answer, and another one takes its place. */
    RESET_WHEN_ANSWERED,
    /** It is reset at once, and another one takes its place. */
    RESET
  }

  Script {
    bursts = List.copyOf(bursts);
  }

  /** Nothing yet: a connection that reads its answers and stays. */
  static Script start() {
    return new Script(List.of(), true, Ending.STAY, 0);
  }

  /** The same with more to send. */
  Script send(byte[] bytes) {
    return send(bytes, 1);
  }

  /** The same with a text to send. */
  Script send(String text) {
    return send(text.getBytes(StandardCharsets.UTF_8), 1);
  }

  /** The same with a text to send so many times. */
  Script send(String text, int times) {
    // Some KiB at once: a system call for each "a:" would attack the attacker.
    int together = Math.clamp(8192 / text.length(), 1, times);
    byte[] many = text.repeat(together).getBytes(StandardCharsets.UTF_8);
    return send(many, times / together).send(text.repeat(times % together));
  }

  /** The same, but it leaves unread what the server sends. */
  Script unread() {
    return new Script(bursts, false, ending, bytesPerSecond);
  }

  /** The same with another ending. */
  Script then(Ending changed) {
    return new Script(bursts, reads, changed, bytesPerSecond);
  }

  /** The same at that pace. */
  Script slowly(int changed) {
    return new Script(bursts, reads, ending, changed);
  }

  /** The same with bytes to send so many times. */
  Script send(byte[] bytes, int times) {
    List<Burst> more = new ArrayList<>(bursts);
    more.add(new Burst(ByteBuffer.wrap(bytes).asReadOnlyBuffer(), times));
    return new Script(more, reads, ending, bytesPerSecond);
  }
}
