/**
 * Proofs that the record is whole: what the log, its witnesses and the verifier must agree on to
 * the byte. The formats are RFC 6962 and those of C2SP (signed-note, tlog-checkpoint, tlog-tiles,
 * tlog-cosignature, tlog-policy, tlog-proof), so that others' programs can check too.
 */
@NullMarked
package org.liuhen.seal;

import org.jspecify.annotations.NullMarked;
