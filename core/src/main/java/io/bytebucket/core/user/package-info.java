/** Users, the keys they sign with, and what each may do. */
@NullMarked
package io.bytebucket.core.user;

import org.jspecify.annotations.NullMarked;
