package io.bytebucket.http;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many bytes of memory that everybody who reads from clients shares, for one purpose each: what
 * one client alone may hold times the number of clients is more than any heap has. Nobody waits for
 * room: who gets none tells its client to come back later, and all others go on. Thread-safe.
 */
public final class MemoryBudget {
  private final long limitBytes;
  private final AtomicLong takenBytes = new AtomicLong();

  /**
   * A budget of which nothing is taken.
   *
   * @throws IllegalArgumentException when {@code limitBytes} is negative
   */
  public MemoryBudget(long limitBytes) {
    if (limitBytes < 0) {
      throw new IllegalArgumentException("a budget must not be negative");
    }
    this.limitBytes = limitBytes;
  }

  /** How many bytes there are in all. */
  public long limitBytes() {
    return limitBytes;
  }

  /** How many bytes are taken at this moment. */
  public long takenBytes() {
    return takenBytes.get();
  }

  /** A share of nothing, to be grown and closed by one owner. */
  public Share share() {
    return new Share();
  }

  /** Takes so many bytes if no more than {@code mostBytes} are taken then. */
  private boolean tryTake(long bytes, long mostBytes) {
    long taken = takenBytes.get();
    while (bytes <= mostBytes - taken) {
      long witness = takenBytes.compareAndExchange(taken, taken + bytes);
      if (witness == taken) {
        return true;
      }
      taken = witness;
    }
    return false;
  }

  /**
   * What one owner has taken of the budget. Not thread-safe: calls must be ordered by their owner.
   */
  public final class Share implements AutoCloseable {
    private long bytes;

    /** What is taken here is taken of each of these, too. */
    private List<Share> others = List.of();

    private Share() {}

    /**
     * Has all that is taken from now on be taken of another budget as well, which may be a part of
     * this one. Where one of them has no room, nothing is taken.
     */
    public void alsoOf(MemoryBudget other) {
      List<Share> more = new ArrayList<>(others);
      more.add(other.share());
      others = List.copyOf(more);
    }

    /**
     * Takes so many bytes more, all or none.
     *
     * @return whether there was room for them
     * @throws IllegalArgumentException when {@code moreBytes} is negative
     */
    public boolean tryGrow(long moreBytes) {
      return tryGrow(moreBytes, limitBytes);
    }

    /**
     * The same for who has not proved who they are: of the first half of the budget only. Anybody
     * can be many of them, so they must not take what users need.
     *
     * @return whether there was room for them
     * @throws IllegalArgumentException when {@code moreBytes} is negative
     */
    public boolean tryGrowUnproved(long moreBytes) {
      return tryGrow(moreBytes, limitBytes / 2);
    }

    /**
     * The same for what is large: an eighth of the budget is left for what is small, so that a few
     * that ask for much do not keep everybody waiting.
     *
     * @return whether there was room for them
     * @throws IllegalArgumentException when {@code moreBytes} is negative
     */
    public boolean tryGrowLarge(long moreBytes) {
      return tryGrow(moreBytes, limitBytes - limitBytes / 8);
    }

    private boolean tryGrow(long moreBytes, long mostBytes) {
      if (moreBytes < 0) {
        throw new IllegalArgumentException("a share must not grow by a negative number");
      }
      if (!tryTake(moreBytes, mostBytes)) {
        return false;
      }
      if (!others.isEmpty() && !tryGrowOthers(moreBytes)) {
        takenBytes.addAndGet(-moreBytes);
        return false;
      }
      bytes += moreBytes;
      return true;
    }

    private boolean tryGrowOthers(long moreBytes) {
      for (int i = 0; i < others.size(); i++) {
        if (!others.get(i).tryGrow(moreBytes)) {
          others.subList(0, i).forEach(taken -> taken.giveBack(moreBytes));
          return false;
        }
      }
      return true;
    }

    private void giveBack(long takenTooMany) {
      takenBytes.addAndGet(-takenTooMany);
      bytes -= takenTooMany;
    }

    /** How many bytes this share has. */
    public long bytes() {
      return bytes;
    }

    /** Gives everything back; idempotent, and the share may be grown again. */
    @Override
    public void close() {
      takenBytes.addAndGet(-bytes);
      bytes = 0;
      others.forEach(Share::close);
    }
  }
}
