/** The checksums of S3: which there are, how they are computed and written. */
@NullMarked
package io.bytebucket.core.checksum;

import org.jspecify.annotations.NullMarked;
