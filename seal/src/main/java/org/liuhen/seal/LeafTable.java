package org.liuhen.seal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The leaf of each sealed event, by the event's id, in some forty bytes an event. Half of a leaf's
 * hash is kept: a second row with the same half is as far out of reach as one with the whole.
 */
final class LeafTable {
    private static final int FIRST_CAPACITY = 1 << 10;
    private static final int WORDS = 3;

    /** For each place an id, never 0 where there is one, and half of a hash. */
    private long[] words = new long[FIRST_CAPACITY * WORDS];

    private int count;

    /** What is known of an event. */
    enum Found {
        SAME,
        OTHER,
        ABSENT
    }

    /** Keeps the leaf of an event; the first is kept where there are two. */
    synchronized void put(String eventId, Hash leaf) {
        if ((count + 1) * 4L > words.length / WORDS * 3L) {
            grow();
        }
        ByteBuffer hash = ByteBuffer.wrap(leaf.bytes());
        if (put(words, key(eventId), hash.getLong(), hash.getLong())) {
            count++;
        }
    }

    synchronized Found find(String eventId, Hash leaf) {
        int at = place(words, key(eventId));
        if (words[at] == 0) {
            return Found.ABSENT;
        }
        ByteBuffer hash = ByteBuffer.wrap(leaf.bytes());
        return words[at + 1] == hash.getLong() && words[at + 2] == hash.getLong()
                ? Found.SAME
                : Found.OTHER;
    }

    synchronized boolean includes(String eventId) {
        return words[place(words, key(eventId))] != 0;
    }

    private void grow() {
        long[] larger = new long[words.length * 2];
        for (int at = 0; at < words.length; at += WORDS) {
            if (words[at] != 0) {
                put(larger, words[at], words[at + 1], words[at + 2]);
            }
        }
        words = larger;
    }

    private static boolean put(long[] words, long key, long first, long second) {
        int at = place(words, key);
        if (words[at] != 0) {
            return false;
        }
        words[at] = key;
        words[at + 1] = first;
        words[at + 2] = second;
        return true;
    }

    /** Where the key is, or else would be: the next free place from where it belongs. */
    private static int place(long[] words, long key) {
        int places = words.length / WORDS;
        int place = (int) ((key >>> 1) % places);
        while (words[place * WORDS] != 0 && words[place * WORDS] != key) {
            place = (place + 1) % places;
        }
        return place * WORDS;
    }

    private static long key(String eventId) {
        byte[] digest = Hash.sha256().digest(eventId.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest).getLong() | 1;
    }
}
