package io.bytebucket.pipeline.object;

import io.bytebucket.core.object.ObjectReader;
import io.bytebucket.http.ResponseBody;
import java.io.IOException;

/**
 * Sends a range of an opened object, and closes it.
 *
 * @param first where the range starts in the object
 * @param lengthBytes how long it is
 */
public record ContentSource(ObjectReader.Content content, long first, long lengthBytes)
    implements ResponseBody.Source {
  @Override
  public void writeTo(ResponseBody.Sink sink) throws IOException {
    content.transfer(first, lengthBytes, sink::write);
  }

  @Override
  public void close() {
    content.close();
  }
}
