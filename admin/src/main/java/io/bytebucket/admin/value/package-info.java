/** What several operations on buckets and objects read from requests and write into answers. */
@NullMarked
package io.bytebucket.admin.value;

import org.jspecify.annotations.NullMarked;
