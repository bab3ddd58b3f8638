package io.bytebucket.transfer.s3.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * In what order versions and delete markers stand in a page of ListObjectVersions. S3 tells them
 * newest first, which is the only order that there is: dates are whole seconds at AWS. The client
 * puts them into two lists, so the page is read once more. For one request.
 */
public final class VersionOrder {
  /** A page of 1,000 entries with the longest keys, all of them escaped, is some 10 MB. */
  private static final int PAGE_LIMIT_BYTES = 32 << 20;

  private static final ExecutionAttribute<VersionOrder> WATCHED =
      new ExecutionAttribute<>("BytebucketVersionOrder");

  private List<Boolean> markers = List.of();

  /** Has the answer to a request looked at. */
  public void watch(AwsRequestOverrideConfiguration.Builder request) {
    request.putExecutionAttribute(WATCHED, this);
  }

  /** For each entry of the page whether it is a delete marker. */
  public List<Boolean> markers() {
    return markers;
  }

  private void read(byte[] page) {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    List<Boolean> found = new ArrayList<>();
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(page));
      int depth = 0;
      while (reader.hasNext()) {
        int event = reader.next();
        if (event == XMLStreamConstants.END_ELEMENT) {
          depth--;
        } else if (event == XMLStreamConstants.START_ELEMENT && ++depth == 2) {
          switch (reader.getLocalName()) {
            case "Version" -> found.add(false);
            case "DeleteMarker" -> found.add(true);
            default -> {
              // What is said of the page itself.
            }
          }
        }
      }
    } catch (XMLStreamException e) {
      throw new BrokenBodyException("A page of versions is no XML");
    }
    markers = List.copyOf(found);
  }

  /** Looks at answers on their way to the client. */
  static final class Watch implements ExecutionInterceptor {
    @Override
    public Optional<InputStream> modifyHttpResponseContent(
        Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
      VersionOrder order = attributes.getAttribute(WATCHED);
      Optional<InputStream> body = context.responseBody();
      if (order == null || body.isEmpty() || !context.httpResponse().isSuccessful()) {
        return body;
      }
      try (InputStream in = body.get()) {
        byte[] page = in.readNBytes(PAGE_LIMIT_BYTES + 1);
        if (page.length > PAGE_LIMIT_BYTES) {
          throw new BrokenBodyException("A page of versions is too long");
        }
        order.read(page);
        return Optional.of(new ByteArrayInputStream(page));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
