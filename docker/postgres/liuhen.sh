#!/bin/bash
# Run once by PostgreSQL's image, when the database is made: the owner that the service signs in as, and its database.
set -eu
psql -v ON_ERROR_STOP=1 -v "password=$(cat /run/secrets/liuhen.database.password)" <<'SQL'
CREATE ROLE liuhen LOGIN CREATEROLE PASSWORD :'password';
CREATE DATABASE liuhen OWNER liuhen;
SQL
