package io.bytebucket.core.signin;

import io.bytebucket.core.user.UserId;
import java.time.Instant;

/**
 * Somebody who is signed in.
 *
 * @param hash what it is known by
 * @param userId whose it is
 * @param accessKeyId what was signed in with
 * @param proof what goes with the secret of that key and the token: while the key has that secret,
 *     the session is good; not to be changed
 * @param createdAt when it began, to the millisecond
 * @param lastSeenAt when it was last used, to a minute or so
 * @param address from where it began
 * @param agent what program it began with, as that said itself; at most {@value #AGENT_MAX}
 *     characters
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
public record Session(
    SessionHash hash,
    UserId userId,
    String accessKeyId,
    byte[] proof,
    Instant createdAt,
    Instant lastSeenAt,
    String address,
    String agent) {
  /** How much is kept of what a program says of itself, in characters. */
  public static final int AGENT_MAX = 200;

  public Session {
    agent = agent.length() > AGENT_MAX ? agent.substring(0, AGENT_MAX) : agent;
  }

  /** The same, used later. */
  Session seenAt(Instant now) {
    return new Session(hash, userId, accessKeyId, proof, createdAt, now, address, agent);
  }

  /** Whether it is over, because nobody used it or because it is old. */
  boolean isOver(Instant now) {
    return !now.isBefore(lastSeenAt.plus(Sessions.IDLE_MAX)) || !now.isBefore(endsAt());
  }

  /** When it ends at the latest. */
  public Instant endsAt() {
    return createdAt.plus(Sessions.AGE_MAX);
  }

  /** What it is known by. */
  @Override
  public String toString() {
    return "Session[" + hash.hex() + "]";
  }
}
