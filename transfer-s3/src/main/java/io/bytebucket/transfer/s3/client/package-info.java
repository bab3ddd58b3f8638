/** Asking an endpoint: clients, patience with those that fail, and holding back. */
@NullMarked
package io.bytebucket.transfer.s3.client;

import org.jspecify.annotations.NullMarked;
