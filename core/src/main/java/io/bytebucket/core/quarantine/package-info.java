/** What repairs moved to the quarantine: looked at, and deleted for good. */
@NullMarked
package io.bytebucket.core.quarantine;

import org.jspecify.annotations.NullMarked;
