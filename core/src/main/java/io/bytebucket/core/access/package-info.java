/** Who may do what: users and their secrets, callers, actions, rules, and the decision. */
@NullMarked
package io.bytebucket.core.access;

import org.jspecify.annotations.NullMarked;
