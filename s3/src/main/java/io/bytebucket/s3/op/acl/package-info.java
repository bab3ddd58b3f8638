/** The operations on access control lists, ownership of objects, and blocks of public access. */
@NullMarked
package io.bytebucket.s3.op.acl;

import org.jspecify.annotations.NullMarked;
