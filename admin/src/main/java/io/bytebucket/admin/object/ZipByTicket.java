package io.bytebucket.admin.object;

import io.bytebucket.admin.auth.BrowserSessions;
import io.bytebucket.admin.error.AdminException;
import io.bytebucket.admin.json.Json;
import io.bytebucket.admin.route.AdminRequest;
import io.bytebucket.admin.route.StoreOperation;
import io.bytebucket.admin.value.BucketDemand;
import io.bytebucket.core.access.Admission;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import java.io.IOException;
import java.util.List;

/** Sends the archive that a ticket is for. */
public final class ZipByTicket implements StoreOperation<BucketDemand> {
  private final ZipTickets tickets;
  private final ZipObjects archives;

  /** With tickets that {@link Issue} gives out. */
  public ZipByTicket(ZipTickets tickets, ZipObjects archives) {
    this.tickets = tickets;
    this.archives = archives;
  }

  private static ZipTickets.Holder holder(AdminRequest request, Admission admission) {
    return new ZipTickets.Holder(admission.actor(), BrowserSessions.hashOf(request.http()));
  }

  @Override
  public BucketDemand decode(AdminRequest request) {
    return new BucketDemand(
        tickets.bucketOf(request.name("ticket"), BrowserSessions.hashOf(request.http())));
  }

  @Override
  public Response handle(AdminRequest request, BucketDemand input, Admission admission) {
    String ticket = request.name("ticket");
    ZipTickets.Holder holder = holder(request, admission);
    ZipTickets.Wanted wanted = tickets.look(ticket, holder);
    return ZipObjects.answer(
        input.bucket(),
        new Once(
            archives.source(request, input.bucket(), wanted.keys(), wanted.prefixes(), admission),
            () -> tickets.take(ticket, holder)));
  }

  /**
   * An archive whose ticket is used as it begins to be sent: not by who only asks what the link
   * leads to, nor by who is told to come back. Used by one thread.
   *
   * @param use fails where the ticket was used meanwhile, which can still be answered then
   */
  private record Once(ResponseBody.Source archive, Runnable use) implements ResponseBody.Source {
    @Override
    public void writeTo(ResponseBody.Sink sink) throws IOException {
      use.run();
      archive.writeTo(sink);
    }

    @Override
    public long heldBytes() {
      return archive.heldBytes();
    }

    @Override
    public void close() {
      archive.close();
    }
  }

  /** Gives out a ticket for what a document lists. */
  public static final class Issue implements StoreOperation<BucketDemand> {
    private final ZipTickets tickets;

    /** Of those tickets. */
    public Issue(ZipTickets tickets) {
      this.tickets = tickets;
    }

    private record Document(String ticket, String expiresAt) {}

    @Override
    public BucketDemand decode(AdminRequest request) {
      return BucketDemand.of(request);
    }

    @Override
    public Response handle(AdminRequest request, BucketDemand input, Admission admission)
        throws IOException {
      ZipObjects.Wanted wanted = request.document(ZipObjects.Wanted.class);
      List<String> keys = wanted.keys().orElse(List.of());
      List<String> prefixes = wanted.prefixes().orElse(List.of());
      if (keys.isEmpty() && prefixes.isEmpty()) {
        throw AdminException.invalid("There is nothing to send: name keys or prefixes.");
      }
      prefixes.forEach(admission::requireListing);
      ZipTickets.Issued issued =
          tickets.issue(
              holder(request, admission), new ZipTickets.Wanted(input.bucket(), keys, prefixes));
      return Json.answer(201, new Document(issued.ticket(), issued.endsAt().toString()));
    }
  }
}
