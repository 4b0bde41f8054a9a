package org.liuhen.topology;

/** What goes on and on while parts die. */
interface Work extends Runnable {

    /** Begins nothing new. */
    void stop();

    /** When the latest of its commands was begun that was answered and then shown. */
    long proven();
}
