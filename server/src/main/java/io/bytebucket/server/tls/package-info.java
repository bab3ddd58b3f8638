/** The certificates that ports show, whatever becomes of the files that they are read from. */
@NullMarked
package io.bytebucket.server.tls;

import org.jspecify.annotations.NullMarked;
