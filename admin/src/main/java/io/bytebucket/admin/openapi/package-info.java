/** The description of the API for programs. */
@NullMarked
package io.bytebucket.admin.openapi;

import org.jspecify.annotations.NullMarked;
