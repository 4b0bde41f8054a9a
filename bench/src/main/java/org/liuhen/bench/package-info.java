/**
 * Benchmarks that set each thing beside what it could cost at the least, in one run on one
 * database.
 */
@NullMarked
package org.liuhen.bench;

import org.jspecify.annotations.NullMarked;
