/** What the server was told at its start. */
@NullMarked
package io.bytebucket.admin.config;

import org.jspecify.annotations.NullMarked;
