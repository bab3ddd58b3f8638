package io.bytebucket.core.audit;

/**
 * Where what is done comes from: a request, a command, or the server itself. It is bound once to
 * the thread that answers a request, where that begins, and read where something is changed; so
 * nobody on the way has to hand it on. Who sent the request is added when that is known. Used by
 * the thread it is bound to.
 */
public final class Origin {
  /** What is under way on this thread. */
  public static final ScopedValue<Origin> CURRENT = ScopedValue.newInstance();

  private final String requestId;
  private final String address;
  private Who who;

  /**
   * Who does something.
   *
   * @param userId its id; empty for nobody, or the server itself
   * @param name what people call it
   * @param keyId what it signed in with; empty when that is not known
   */
  public record Who(String userId, String name, String keyId) {
    /** Nobody who said who it is. */
    public static final Who NOBODY = new Who("", "", "");
  }

  private Origin(String requestId, String address, Who who) {
    this.requestId = requestId;
    this.address = address;
    this.who = who;
  }

  /** A request, of nobody so far. */
  public static Origin request(String requestId, String address) {
    return new Origin(requestId, address, Who.NOBODY);
  }

  /** Something that was asked for before, by requests that are over. */
  static Origin past(Who who, String address) {
    return new Origin("", address, who);
  }

  /** Something that no request asked for: {@code system}, or the name of a command. */
  public static Origin named(String name) {
    return new Origin("", "", new Who("", name, ""));
  }

  /** What is under way on this thread, or the server itself. */
  public static Origin current() {
    return CURRENT.isBound() ? CURRENT.get() : named("system");
  }

  /** Does something that no request asked for. */
  public static void run(String name, Runnable task) {
    ScopedValue.where(CURRENT, named(name)).run(task);
  }

  /** Notes what the request was signed with. */
  public void signedWith(String keyId) {
    who = new Who(who.userId(), who.name(), keyId);
  }

  /** Notes who asks. */
  public void by(String userId, String name) {
    who = new Who(userId, name, who.keyId());
  }

  /** Who asks, as far as that is known by now. */
  public Who who() {
    return who;
  }

  /** The id of the request; empty for none. */
  public String requestId() {
    return requestId;
  }

  /** The address it came from; empty for none. */
  public String address() {
    return address;
  }
}
