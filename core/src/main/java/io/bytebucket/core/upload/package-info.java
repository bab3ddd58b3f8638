/**
 * Uploads in parts: begun, filled part by part, and completed into one object without touching a
 * byte again, or aborted.
 */
@NullMarked
package io.bytebucket.core.upload;

import org.jspecify.annotations.NullMarked;
