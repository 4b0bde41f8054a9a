/** Where newcomers find their way: the front page, and the description of the API. */
@NullMarked
package org.liuhen.query.guide;

import org.jspecify.annotations.NullMarked;
