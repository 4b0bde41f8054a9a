/** Which report has moved, told while people look. */
@NullMarked
package org.liuhen.query.live;

import org.jspecify.annotations.NullMarked;
