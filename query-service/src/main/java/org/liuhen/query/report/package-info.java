/** A report as it stands, and as it stood at any version or moment. */
@NullMarked
package org.liuhen.query.report;

import org.jspecify.annotations.NullMarked;
