/**
 * What every program of Liuhen has in common for those who run it: its settings, and how it says
 * why it does not start.
 */
@NullMarked
package org.liuhen.operations;

import org.jspecify.annotations.NullMarked;
