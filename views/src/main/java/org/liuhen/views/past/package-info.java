/** States to start a fold from, so that a long report answers about as fast as a short one. */
@NullMarked
package org.liuhen.views.past;

import org.jspecify.annotations.NullMarked;
