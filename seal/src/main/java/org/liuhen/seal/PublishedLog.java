package org.liuhen.seal;

import java.util.List;
import java.util.Optional;

/**
 * A sealed log as it is published: what it signed, the tiles of its tree, and its entries. Nothing
 * of it is believed but the key; the rest is proved with it ({@link SealedEvents}).
 */
public interface PublishedLog extends Tiles {

    /**
     * The key it signs with. It comes from elsewhere than what it signs, so that whoever can
     * rewrite the one does not choose the other.
     */
    VerifierKey key();

    /** The latest checkpoint; empty where nothing is sealed yet. */
    Optional<Note> latest();

    /**
     * The entries of a bundle, of whichever kind, in the order of their leaves.
     *
     * @return fewer than its width where some are not there
     */
    List<byte[]> entries(TilePath bundle);

    /** What was read of it does not hold: where a copy is kept, it is read anew from the log. */
    default void forget() {}
}
