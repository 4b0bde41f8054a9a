package org.liuhen.workflow;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A report's sections, indicators or line items by key, in the order of the paper. Which there are
 * never changes; one with another content shares everything else with the one it was made from, so
 * that a fold over thousands of events copies next to nothing.
 */
final class Members<V> extends AbstractMap<String, V> {
    private final String[] keys;
    private final Map<String, Integer> places;
    private final V[] values;

    private Members(String[] keys, Map<String, Integer> places, V[] values) {
        this.keys = keys;
        this.places = places;
        this.values = values;
    }

    /** The same members in the same order; the very same where they are such members already. */
    static <V> Members<V> of(Map<String, V> map) {
        if (map instanceof Members<V> members) {
            return members;
        }
        String[] keys = new String[map.size()];
        Map<String, Integer> places = HashMap.newHashMap(map.size());
        @SuppressWarnings("unchecked") // never leaves this class
        V[] values = (V[]) new Object[map.size()];
        map.forEach((key, value) -> {
            int place = places.size();
            keys[place] = key;
            values[place] = value;
            places.put(key, place);
        });
        return new Members<>(keys, places, values);
    }

    /** The same with another content of one member. */
    Members<V> with(String key, V value) {
        Integer place = places.get(key);
        if (place == null) {
            throw new NoSuchElementException("no member " + key);
        }
        V[] changed = values.clone();
        changed[place] = value;
        return new Members<>(keys, places, changed);
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        Integer place = places.get(key);
        return place == null ? null : values[place];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return places.containsKey(key);
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public Collection<V> values() {
        List<V> all = Arrays.asList(values);
        return Collections.unmodifiableList(all);
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Entry<String, V>> {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public Iterator<Entry<String, V>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < values.length;
                }

                @Override
                public Entry<String, V> next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    int place = next++;
                    return Map.entry(keys[place], values[place]);
                }
            };
        }
    }
}
