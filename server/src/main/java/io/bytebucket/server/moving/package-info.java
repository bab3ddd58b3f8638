/** What commands that move things in say, and leave behind as a report. */
@NullMarked
package io.bytebucket.server.moving;

import org.jspecify.annotations.NullMarked;
