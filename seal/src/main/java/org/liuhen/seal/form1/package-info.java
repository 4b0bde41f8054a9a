/**
 * The first form of a package: what people read of every package of 0.1.0, and of later ones until
 * there is a second form. It is never changed: a package is checked by making its page again.
 */
@NullMarked
package org.liuhen.seal.form1;

import org.jspecify.annotations.NullMarked;
