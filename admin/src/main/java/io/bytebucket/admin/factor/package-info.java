/** One's own second factor. */
@NullMarked
package io.bytebucket.admin.factor;

import org.jspecify.annotations.NullMarked;
