/** Files of JSON lines that tell by themselves whether they are whole. */
@NullMarked
package io.bytebucket.transfer.lines;

import org.jspecify.annotations.NullMarked;
