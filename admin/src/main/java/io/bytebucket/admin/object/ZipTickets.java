package io.bytebucket.admin.object;

import io.bytebucket.admin.error.AdminException;
import io.bytebucket.core.bucket.BucketName;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.signin.SessionHash;
import io.bytebucket.core.user.UserId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * Which objects somebody is about to have as one archive: a page says so in a document, because
 * there may be many, and the browser then follows a link, because what a link leads to is not held
 * in memory. Each works once, soon, and for the session that it was given to. They are of this
 * process, bounded in number and size, and give no rights: who may have what is asked as it is
 * sent. Thread-safe.
 */
public final class ZipTickets {
  /** How long one may be used. */
  static final Duration GOOD_FOR = Duration.ofMinutes(1);

  /** How many somebody may have; one more takes the place of the user's own oldest. */
  static final int USER_MAX = 8;

  private static final int TICKET_BYTES = 24;

  /** What all of them may take, and what one takes beside its texts. */
  private static final long ALL_BYTES = 8L << 20;

  /** What those of one user may take; the user's own oldest make room for one more. */
  private static final long USER_BYTES = ALL_BYTES / 2;

  private static final long TICKET_OVERHEAD_BYTES = 512;
  private static final long TEXT_OVERHEAD_BYTES = 64;
  private static final int RETRY_AFTER_SECONDS = 10;

  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();
  private final SequencedMap<String, Ticket> tickets = new LinkedHashMap<>();
  private long takenBytes;

  /** None so far. */
  public ZipTickets(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Whose it is.
   *
   * @param session the session; empty for who signs in with each request
   */
  record Holder(UserId user, Optional<SessionHash> session) {}

  /** What is wanted of a bucket. */
  record Wanted(BucketName bucket, List<String> keys, List<String> prefixes) {
    private long bytes() {
      return TICKET_OVERHEAD_BYTES
          + Stream.of(keys, prefixes)
              .flatMap(List::stream)
              .mapToLong(text -> TEXT_OVERHEAD_BYTES + 2L * text.length())
              .sum();
    }
  }

  private record Ticket(Holder holder, Wanted wanted, Instant endsAt) {}

  /** What was given out. */
  record Issued(String ticket, Instant endsAt) {}

  /**
   * Gives somebody a ticket.
   *
   * @throws AdminException when it alone takes more than a user may have
   * @throws StoreException with {@link Failure.Busy} where there is no room for one more
   */
  synchronized Issued issue(Holder holder, Wanted wanted) {
    Instant now = clock.instant();
    tickets.entrySet().stream()
        .filter(entry -> !entry.getValue().endsAt().isAfter(now))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(this::remove);
    long moreBytes = wanted.bytes();
    if (moreBytes > USER_BYTES) {
      throw AdminException.invalid("These are too many keys for one archive: name prefixes.");
    }
    makeRoom(holder.user(), moreBytes);
    if (takenBytes + moreBytes > ALL_BYTES) {
      throw new StoreException(new Failure.Busy(RETRY_AFTER_SECONDS));
    }
    byte[] bytes = new byte[TICKET_BYTES];
    random.nextBytes(bytes);
    String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    tickets.put(ticket, new Ticket(holder, wanted, now.plus(GOOD_FOR)));
    takenBytes += moreBytes;
    return new Issued(ticket, now.plus(GOOD_FOR));
  }

  /** At the cost of the user alone. */
  private void makeRoom(UserId user, long bytes) {
    List<String> own =
        tickets.entrySet().stream()
            .filter(entry -> entry.getValue().holder().user().equals(user))
            .map(Map.Entry::getKey)
            .toList();
    long ownBytes = own.stream().mapToLong(this::bytesOf).sum();
    for (int i = 0; i < own.size(); i++) {
      if (own.size() - i < USER_MAX && ownBytes + bytes <= USER_BYTES) {
        return;
      }
      ownBytes -= bytesOf(own.get(i));
      remove(own.get(i));
    }
  }

  /**
   * Of which bucket a ticket is; it is not used by that.
   *
   * @throws AdminException with 404 when that session has no such ticket
   */
  synchronized BucketName bucketOf(String ticket, Optional<SessionHash> session) {
    return find(ticket)
        .filter(found -> found.holder().session().equals(session))
        .orElseThrow(ZipTickets::missing)
        .wanted()
        .bucket();
  }

  /**
   * Uses a ticket.
   *
   * @throws AdminException with 404 when that holder has no such ticket
   */
  synchronized Wanted take(String ticket, Holder holder) {
    Wanted wanted = look(ticket, holder);
    remove(ticket);
    return wanted;
  }

  /**
   * What a ticket is for; it is not used by that.
   *
   * @throws AdminException with 404 when that holder has no such ticket
   */
  synchronized Wanted look(String ticket, Holder holder) {
    return find(ticket)
        .filter(there -> there.holder().equals(holder))
        .orElseThrow(ZipTickets::missing)
        .wanted();
  }

  private Optional<Ticket> find(String ticket) {
    return Optional.ofNullable(tickets.get(ticket))
        .filter(found -> found.endsAt().isAfter(clock.instant()));
  }

  private long bytesOf(String ticket) {
    Ticket found = tickets.get(ticket);
    return found == null ? 0 : found.wanted().bytes();
  }

  private void remove(String ticket) {
    Ticket removed = tickets.remove(ticket);
    if (removed != null) {
      takenBytes -= removed.wanted().bytes();
    }
  }

  private static AdminException missing() {
    return new AdminException(404, "NoSuchTicket", "It was used, is too old, or is not yours.");
  }
}
