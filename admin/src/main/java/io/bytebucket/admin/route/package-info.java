/** Addresses of the admin API, finding the row, and what an operation is given and gives back. */
@NullMarked
package io.bytebucket.admin.route;

import org.jspecify.annotations.NullMarked;
