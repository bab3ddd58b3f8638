/**
 * The HTTP server: turns what Jetty reads into {@link io.bytebucket.http.Request}s and writes
 * {@link io.bytebucket.http.Response}s. No other package knows Jetty.
 *
 * <p>Jetty's own request types stay unused where they interpret: the request target reaches the
 * handler as it was sent, and what Jetty would refuse with a page of its own is answered by the
 * handler.
 */
@NullMarked
package io.bytebucket.server.jetty;

import org.jspecify.annotations.NullMarked;
