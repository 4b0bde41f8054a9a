/** The way of the data into the next major version of the PostgreSQL that comes along. */
@NullMarked
package org.liuhen.standalone.upgrade;

import org.jspecify.annotations.NullMarked;
