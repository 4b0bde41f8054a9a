/**
 * Work on the data directory that the program does instead of serving, where its first argument
 * names it.
 */
@NullMarked
package org.liuhen.standalone.upkeep;

import org.jspecify.annotations.NullMarked;
