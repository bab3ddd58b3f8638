/** Tests of the HTTP server, over real sockets. */
@NullMarked
package io.bytebucket.server.jetty;

import org.jspecify.annotations.NullMarked;
