/** The process: command line, wiring, and what keeps it running. */
@NullMarked
package io.bytebucket.server;

import org.jspecify.annotations.NullMarked;
