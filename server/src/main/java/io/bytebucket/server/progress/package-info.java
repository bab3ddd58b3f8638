/** How far long commands are: a bar for people, lines of JSON for programs. */
@NullMarked
package io.bytebucket.server.progress;

import org.jspecify.annotations.NullMarked;
