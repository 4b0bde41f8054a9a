/** How two versions of a report differ, down to a figure or a word. */
@NullMarked
package org.liuhen.views.difference;

import org.jspecify.annotations.NullMarked;
