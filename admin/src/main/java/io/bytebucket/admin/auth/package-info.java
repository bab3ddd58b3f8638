/** Who signs in at the admin address, and how. */
@NullMarked
package io.bytebucket.admin.auth;

import org.jspecify.annotations.NullMarked;
