/** Both services in one process, on a PostgreSQL that it brings along or on one it is told of. */
@NullMarked
package org.liuhen.standalone;

import org.jspecify.annotations.NullMarked;
