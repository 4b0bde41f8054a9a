package org.liuhen.query.live;

import java.util.List;

/**
 * What one look at the database found.
 *
 * @param at how far whoever is told this has been told
 * @param moved each report once, at its latest version
 */
record Look(Position at, List<Moved> moved) {}
