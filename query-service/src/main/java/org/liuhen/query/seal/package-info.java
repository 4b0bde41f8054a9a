/** The sealed log as the query side knows it, and what is watched where it differs from it. */
@NullMarked
package org.liuhen.query.seal;

import org.jspecify.annotations.NullMarked;
