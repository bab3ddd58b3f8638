/** Signing in with a browser, and the sessions that come of it. */
@NullMarked
package io.bytebucket.admin.session;

import org.jspecify.annotations.NullMarked;
