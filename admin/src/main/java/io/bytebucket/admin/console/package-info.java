/** The console: files that browsers get, from the jar. */
@NullMarked
package io.bytebucket.admin.console;

import org.jspecify.annotations.NullMarked;
