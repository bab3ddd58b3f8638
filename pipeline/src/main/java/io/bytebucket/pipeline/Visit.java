package io.bytebucket.pipeline;

import io.bytebucket.core.access.Admission;
import io.bytebucket.core.access.KnownBuckets;
import io.bytebucket.core.audit.Origin;
import io.bytebucket.core.user.UserId;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.StalledTransferException;
import io.bytebucket.pipeline.limit.Door;
import io.bytebucket.pipeline.limit.Pace;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One request on its way: what becomes known of it, and what it may take. Used by one thread, which
 * answers it.
 */
public final class Visit {
  /** What stands for a client that went away before it had sent or got all. */
  private static final String CLIENT_DISCONNECTED = "ClientDisconnected";

  private static final String REQUEST_TIMEOUT = "RequestTimeout";
  private static final String ANONYMOUS = "anonymous";

  private final long startNanos = System.nanoTime();
  private final String method;
  private final String remoteAddress;
  private final RequestIds ids;
  private final MemoryBudget.Share memory;
  private final Door door;
  private final Origin origin;
  private String path = "";
  private String operation = "";
  private String bucket = "";
  private String key = "";
  private String authMethod = ANONYMOUS;
  private String accessKeyId = "";
  private String error = "";
  private boolean isCallerKnown;
  private boolean isUnproved;
  private boolean isByLink;
  private Optional<Admission.RefusedParts> refusedParts = Optional.empty();
  private String deniedAction = "";
  private String deniedBecause = "";
  private @Nullable KnownBuckets known;
  private boolean isRoutine;
  private boolean isFault;
  private Pace pace = Pace.FREE;
  private int status;
  private @Nullable RequestMeter meter;
  private @Nullable Runnable whenOver;
  private long endNanos = startNanos;

  Visit(String method, String remoteAddress, RequestIds ids, MemoryBudget.Share memory, Door door) {
    this.method = method;
    this.remoteAddress = remoteAddress;
    this.ids = ids;
    this.memory = memory;
    this.door = door;
    this.origin = Origin.request(ids.requestId(), remoteAddress);
  }

  /** The ids of the answer. */
  public RequestIds ids() {
    return ids;
  }

  /** What the audit log knows of it: who asks, as soon as that is known. */
  Origin origin() {
    return origin;
  }

  /** What documents of this request take of memory; given back when it is answered. */
  public MemoryBudget.Share memory() {
    return memory;
  }

  /**
   * Notes where the request points.
   *
   * @param template its path without names
   */
  public void path(String template) {
    path = template;
  }

  /**
   * Notes what the request names. The log shows it at the level of debugging, and with a fault of
   * the server.
   *
   * @param bucketName empty when there is none
   * @param keyName empty when there is none
   */
  public void names(String bucketName, String keyName) {
    bucket = bucketName;
    key = keyName;
  }

  /** Notes what is asked for, by the name that the protocol has for it. */
  public void operation(String name) {
    operation = name;
  }

  /**
   * Notes who asks.
   *
   * @param methodLabel how it was proved
   * @param keyId empty for who did not say
   */
  public void caller(String methodLabel, String keyId) {
    authMethod = methodLabel;
    accessKeyId = keyId;
    isCallerKnown = true;
    isUnproved = false;
    origin.signedWith(keyId);
  }

  /**
   * Notes who a request says it is from that was refused, unless that was proved before. The log
   * tells the one from the other.
   *
   * @param keyId empty when it names none that there could be
   */
  public void claim(String methodLabel, String keyId) {
    if (!isCallerKnown) {
      authMethod = methodLabel;
      accessKeyId = keyId;
      isUnproved = true;
    }
  }

  /** Notes that what a request says of who it is from stands in a link, which others may have. */
  public void byLink() {
    isByLink = true;
  }

  boolean isByLink() {
    return isByLink;
  }

  /**
   * Notes the user who asks, whatever key was used; what is changed from here on is that user's.
   *
   * @param name what people call the user
   * @throws io.bytebucket.pipeline.limit.TurnedAwayException when the user asks for too much
   */
  public void user(UserId id, String name) {
    origin.by(id.value(), name);
    pace = door.enter(id);
  }

  /** How fast bodies may move. */
  Pace pace() {
    return pace;
  }

  /** Notes that the request is asked all the time, and worth a line only when it fails. */
  public void routine() {
    isRoutine = true;
  }

  /** Notes where the request is counted, once its row is known. */
  public void meter(RequestMeter row) {
    meter = row;
  }

  /** Notes where what the request gets to know of buckets is kept, to be looked up once. */
  public void knows(KnownBuckets buckets) {
    known = buckets;
  }

  /** What the request got to know of buckets; empty when it did not come so far. */
  public Optional<KnownBuckets> known() {
    return Optional.ofNullable(known);
  }

  /** The name of the bucket that is asked for; empty when none is known. */
  public String bucket() {
    return bucket;
  }

  Optional<RequestMeter> meter() {
    return Optional.ofNullable(meter);
  }

  /** Has something given back once the answer was sent, or could not be; once in a visit. */
  public void whenOver(Runnable task) {
    if (whenOver != null) {
      throw new IllegalStateException("a visit takes one place");
    }
    whenOver = task;
  }

  /** Gives that back. */
  void over() {
    if (whenOver != null) {
      whenOver.run();
    }
  }

  /** That it is over, for better or worse. */
  void end() {
    endNanos = System.nanoTime();
  }

  void error(String code) {
    error = code;
  }

  /** That the caller was refused this, and why; clients do not learn it. */
  void denied(String action, String reason) {
    deniedAction = action;
    deniedBecause = reason;
  }

  /** What was refused of it, if it did the rest. */
  public void refusedParts(Optional<Admission.RefusedParts> parts) {
    refusedParts = parts;
  }

  Optional<Admission.RefusedParts> refusedParts() {
    return refusedParts;
  }

  /** That the server is to blame for how it ended. */
  void fault() {
    isFault = true;
  }

  void status(int sent) {
    status = sent;
  }

  /** That the client did not send all, for that reason. */
  void unread(IOException reason) {
    error = nameOf(reason);
  }

  /**
   * That the client did not get all of the answer, for that reason.
   *
   * @param isBegun whether it may have got the status
   */
  void unanswered(IOException reason, boolean isBegun) {
    if (!isBegun) {
      status = 0;
    }
    if (error.isEmpty()) {
      error = nameOf(reason);
    }
  }

  private static String nameOf(IOException reason) {
    return reason instanceof StalledTransferException ? REQUEST_TIMEOUT : CLIENT_DISCONNECTED;
  }

  /** How long it took, once it has ended. */
  public long elapsedNanos() {
    return endNanos - startNanos;
  }

  long elapsedMicros() {
    return TimeUnit.NANOSECONDS.toMicros(elapsedNanos());
  }

  /** The method of HTTP, as it was sent. */
  public String method() {
    return method;
  }

  /** The address of the peer. */
  public String remoteAddress() {
    return remoteAddress;
  }

  /** Its path without names; empty when it led nowhere. */
  public String path() {
    return path;
  }

  /** What the protocol calls what is asked for; empty when it came to none. */
  public String operation() {
    return operation;
  }

  /** The key that is asked for; empty when none is known. */
  public String key() {
    return key;
  }

  /** How the caller proved who they are, or says so. */
  public String authMethod() {
    return authMethod;
  }

  /** The access key of the caller, proved or not; empty for who named none. */
  public String accessKeyId() {
    return accessKeyId;
  }

  /**
   * Why it was refused or not answered to its end, in one word of a known set; empty when it was
   * answered well.
   */
  public String error() {
    return error;
  }

  /** Whether the caller only says who they are. */
  public boolean isUnproved() {
    return isUnproved;
  }

  String deniedAction() {
    return deniedAction;
  }

  String deniedBecause() {
    return deniedBecause;
  }

  /** Whether it is asked all the time, and worth a line only when it fails. */
  public boolean isRoutine() {
    return isRoutine;
  }

  boolean isFault() {
    return isFault;
  }

  /** The status of the answer; 0 when it had none. */
  public int status() {
    return status;
  }
}
