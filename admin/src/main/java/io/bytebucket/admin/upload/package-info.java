/** Uploads in parts. */
@NullMarked
package io.bytebucket.admin.upload;

import org.jspecify.annotations.NullMarked;
