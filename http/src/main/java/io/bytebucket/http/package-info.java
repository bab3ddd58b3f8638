/**
 * Server-neutral HTTP: what a request and a response are to the layers that give them meaning.
 *
 * <p>Nothing here knows a server, S3 or JSON. The adapter in {@code server} makes a {@link
 * io.bytebucket.http.Request} from what its server hands it and writes a {@link
 * io.bytebucket.http.Response} back.
 */
@NullMarked
package io.bytebucket.http;

import org.jspecify.annotations.NullMarked;
