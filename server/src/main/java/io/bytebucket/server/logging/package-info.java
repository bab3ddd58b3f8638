/** How log events are written: set up in code, as JSON or as text. */
@NullMarked
package io.bytebucket.server.logging;

import org.jspecify.annotations.NullMarked;
