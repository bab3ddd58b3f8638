package io.bytebucket.pipeline;

/** Where requests are counted, each by its row of a route table. Thread-safe. */
@FunctionalInterface
public interface Meters {
  /** For who does not want to know. */
  Meters NONE = (_, _, _) -> RequestMeter.NONE;

  /**
   * Where the requests of one row are counted: the same for the same names. Front ends ask once for
   * each row, so that counting a request looks nothing up; the pipeline asks for those that no row
   * took.
   *
   * @param method the method of HTTP, as it was sent; one that nobody knows is counted as another
   * @param path the path without names; empty when the request led nowhere
   * @param operation what the protocol calls it; empty when it came to none
   */
  RequestMeter row(String method, String path, String operation);
}
