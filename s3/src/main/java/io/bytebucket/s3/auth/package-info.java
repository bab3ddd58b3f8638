/** Who sent a request: its credentials, and whether its signature is right. */
@NullMarked
package io.bytebucket.s3.auth;

import org.jspecify.annotations.NullMarked;
