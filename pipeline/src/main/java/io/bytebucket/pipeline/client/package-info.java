/**
 * Who a request comes from on the network, behind whatever proxies: one place, before anything else
 * looks at it.
 */
@NullMarked
package io.bytebucket.pipeline.client;

import org.jspecify.annotations.NullMarked;
