/**
 * What is shown, as a function of the record and of nothing else: no clock, no database, no
 * framework. Each package below is a slice, and makes the rows that one reader keeps; here is what
 * they share.
 */
@NullMarked
package org.liuhen.views;

import org.jspecify.annotations.NullMarked;
