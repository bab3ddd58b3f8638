/**
 * Uploads in parts. An upload is begun, gets its parts one by one, and is then aborted or completed
 * into one object, without touching a byte again.
 */
@NullMarked
package io.bytebucket.core.upload;

import org.jspecify.annotations.NullMarked;
