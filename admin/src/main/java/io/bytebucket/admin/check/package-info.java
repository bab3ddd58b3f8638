/** Checks of the store while it is served: asked for, looked at, stopped. */
@NullMarked
package io.bytebucket.admin.check;

import org.jspecify.annotations.NullMarked;
