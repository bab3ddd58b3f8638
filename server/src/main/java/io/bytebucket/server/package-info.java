/** The process: command line, settings, wiring, and the one adapter to the HTTP server. */
@NullMarked
package io.bytebucket.server;

import org.jspecify.annotations.NullMarked;
