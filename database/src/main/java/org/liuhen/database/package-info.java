/**
 * PostgreSQL as every service uses it: three settings say where it is, Flyway makes the schemas as
 * their owner, and the application works as a role that cannot rewrite history.
 */
@NullMarked
package org.liuhen.database;

import org.jspecify.annotations.NullMarked;
