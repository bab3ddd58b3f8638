package io.bytebucket.transfer.s3.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;

/**
 * Looks at documents on their way to the client, which takes them into memory whatever they are. An
 * endpoint that sends more than S3 can say meets a bound here: of bytes, of elements and of depth.
 * The bodies of objects pass as they come.
 */
final class Answers implements ExecutionInterceptor {
  private static final int DEPTH_MAX = 32;

  /**
   * What a document may be.
   *
   * @param bytes its length
   * @param elements how many elements it has
   */
  private record Bound(int bytes, int elements) {
    /**
     * A page of 1,000 entries with the longest keys, each byte of them escaped as XML does it, is
     * less than 7 MiB. Some are read at once, and each is in memory twice.
     */
    static final Bound PAGE = new Bound(8 << 20, 40_000);

    /** As many buckets as anybody has may come in one answer. */
    static final Bound BUCKETS = new Bound(8 << 20, 100_000);

    /** They are asked for one after the other. */
    static final Bound SETTING = new Bound(1 << 20, 20_000);

    /** As many are asked for at once as objects are moved. */
    static final Bound OTHER = new Bound(64 << 10, 1_000);

    static Bound of(SdkRequest request, boolean isSuccess) {
      String name = request.getClass().getSimpleName();
      if (!isSuccess) {
        return OTHER;
      }
      if (request instanceof ListBucketsRequest) {
        return BUCKETS;
      }
      if (name.startsWith("List")) {
        return PAGE;
      }
      return name.startsWith("GetBucket")
              || name.startsWith("GetPublic")
              || name.startsWith("GetObjectLock")
          ? SETTING
          : OTHER;
    }

    boolean isOfListing() {
      return equals(PAGE) || equals(BUCKETS);
    }
  }

  @Override
  public Optional<InputStream> modifyHttpResponseContent(
      Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
    Optional<InputStream> body = context.responseBody();
    boolean isSuccess = context.httpResponse().isSuccessful();
    if (body.isEmpty() || (isSuccess && context.request() instanceof GetObjectRequest)) {
      return body;
    }
    Bound bound = Bound.of(context.request(), isSuccess);
    try {
      byte[] document = whole(body.get(), bound.bytes());
      read(document, bound, VersionOrder.watching(attributes).filter(_ -> isSuccess));
      return Optional.of(new ByteArrayInputStream(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] whole(InputStream in, int most) throws IOException {
    boolean isWhole = false;
    try {
      byte[] document = in.readNBytes(most + 1);
      if (document.length > most) {
        throw new BrokenBodyException("An answer is longer than any of its kind");
      }
      isWhole = true;
      return document;
    } finally {
      // Closing reads what is left, so that the connection can be used again: that may not end.
      if (!isWhole && in instanceof Abortable connection) {
        connection.abort();
      } else {
        in.close();
      }
    }
  }

  /** Whatever a document begins with: what the client can read as XML, this does, too. */
  private static void read(byte[] document, Bound bound, Optional<VersionOrder> order) {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
      int depth = 0;
      int elements = 0;
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
        } else if (event == XMLStreamConstants.START_ELEMENT) {
          depth++;
          elements++;
          if (depth > DEPTH_MAX || elements > bound.elements()) {
            throw new BrokenBodyException("An answer has more in it than any of its kind");
          }
          if (depth == 2 && order.isPresent()) {
            order.get().add(reader.getLocalName());
          }
        }
      }
    } catch (XMLStreamException e) {
      // What an error or a setting says need not be XML. A listing that is none says nothing, which
      // must not read as a bucket with nothing in it.
      if (bound.isOfListing()) {
        throw new BrokenBodyException("A page of a listing is no XML");
      }
    }
  }
}
