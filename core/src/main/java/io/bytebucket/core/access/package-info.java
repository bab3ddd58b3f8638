/** Who may do what: callers, actions, resources, and the decision. */
@NullMarked
package io.bytebucket.core.access;

import org.jspecify.annotations.NullMarked;
