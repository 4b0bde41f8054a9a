/** The reports a person may see. */
@NullMarked
package org.liuhen.query.reports;

import org.jspecify.annotations.NullMarked;
