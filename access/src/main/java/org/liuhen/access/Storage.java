package org.liuhen.access;

/**
 * Where the database keeps what it writes. Only a program that brings its own database knows; of
 * another's, what that database says of itself is all there is to tell.
 */
@FunctionalInterface
public interface Storage {
    /** Whether so little space is left that the database cannot go on. */
    boolean isFull();
}
