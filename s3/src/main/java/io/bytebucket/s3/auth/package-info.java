/** Who sent a request, and whether its bytes are those that were signed. */
@NullMarked
package io.bytebucket.s3.auth;

import org.jspecify.annotations.NullMarked;
