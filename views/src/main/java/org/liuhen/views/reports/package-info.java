/** The list of reports, and the board of a year. */
@NullMarked
package org.liuhen.views.reports;

import org.jspecify.annotations.NullMarked;
