/**
 * Backups of the PostgreSQL that Liuhen brings along, with what it brings: a copy of the running
 * cluster, the write-ahead log from then on, and a new cluster made of both as of a moment.
 */
@NullMarked
package org.liuhen.standalone.backup;

import org.jspecify.annotations.NullMarked;
