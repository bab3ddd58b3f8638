/** The operator's API: its table of contents, and what every request is asked, in one order. */
@NullMarked
package io.bytebucket.admin;

import org.jspecify.annotations.NullMarked;
