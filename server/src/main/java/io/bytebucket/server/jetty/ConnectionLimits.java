package io.bytebucket.server.jetty;

import java.time.Duration;

/**
 * What a client may take of the server before its connection is cut. There is no limit on how long
 * a transfer takes in all: one that moves is welcome however large it is.
 *
 * @param headerTimeout how long they may take, counted from their first byte
 * @param idleTimeout how long a connection may stay open without a request
 * @param minimumRateBytesPerSecond how fast a body must move in either direction, on average
 * @param stallGrace how long a body may stand still; the average is taken over this time
 * @param lingerTimeout how long the rest of a refused body is read and thrown away, so that the
 *     client comes to read the refusal
 * @param lingerBytes how much of it is read at most
 * @param keepAliveDrainBytes the longest unread rest of a body for which the connection is kept
 */
public record ConnectionLimits(
    Duration headerTimeout,
    Duration idleTimeout,
    long minimumRateBytesPerSecond,
    Duration stallGrace,
    Duration lingerTimeout,
    long lingerBytes,
    long keepAliveDrainBytes) {

  /** The limits the server runs with, except for the rate, which is a setting. */
  public static ConnectionLimits standard(long minimumRateBytesPerSecond) {
    return new ConnectionLimits(
        Duration.ofSeconds(10),
        Duration.ofSeconds(120),
        minimumRateBytesPerSecond,
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        64 << 20,
        256 << 10);
  }

  /** The same with another time for the header. */
  public ConnectionLimits withHeaderTimeout(Duration timeout) {
    return new ConnectionLimits(
        timeout,
        idleTimeout,
        minimumRateBytesPerSecond,
        stallGrace,
        lingerTimeout,
        lingerBytes,
        keepAliveDrainBytes);
  }

  /** The same with another idle time. */
  public ConnectionLimits withIdleTimeout(Duration timeout) {
    return new ConnectionLimits(
        headerTimeout,
        timeout,
        minimumRateBytesPerSecond,
        stallGrace,
        lingerTimeout,
        lingerBytes,
        keepAliveDrainBytes);
  }

  /** The same with another time that a body may stand still. */
  public ConnectionLimits withStallGrace(Duration grace) {
    return new ConnectionLimits(
        headerTimeout,
        idleTimeout,
        minimumRateBytesPerSecond,
        grace,
        lingerTimeout,
        lingerBytes,
        keepAliveDrainBytes);
  }

  /** The same with another time for reading on after a refusal. */
  public ConnectionLimits withLingerTimeout(Duration timeout) {
    return new ConnectionLimits(
        headerTimeout,
        idleTimeout,
        minimumRateBytesPerSecond,
        stallGrace,
        timeout,
        lingerBytes,
        keepAliveDrainBytes);
  }

  /** The same with another amount to read on after a refusal. */
  public ConnectionLimits withLingerBytes(long bytes) {
    return new ConnectionLimits(
        headerTimeout,
        idleTimeout,
        minimumRateBytesPerSecond,
        stallGrace,
        lingerTimeout,
        bytes,
        keepAliveDrainBytes);
  }
}
