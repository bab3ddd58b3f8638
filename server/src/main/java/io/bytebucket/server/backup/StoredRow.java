package io.bytebucket.server.backup;

import io.bytebucket.core.store.Key;
import java.util.Optional;

/**
 * A row of metadata in a backup.
 *
 * @param value what is under the key; none when a later backup has removed it
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier that is written once and never compared
record StoredRow(Key key, Optional<byte[]> value) {}
