/** The check of a store while it is served: when it is asked for, and every day at a time. */
@NullMarked
package io.bytebucket.core.check.served;

import org.jspecify.annotations.NullMarked;
