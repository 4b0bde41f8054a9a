#!/bin/sh
# archive_command: keeps one finished segment of the write-ahead log, compressed. It is there whole or not at all; kept already
# and the same is well; kept already and different is refused. The program that brings its own PostgreSQL uses it too.
#
#   wal.sh %p %f
set -eu
umask 077
wal="${LIUHEN_WAL:-${LIUHEN_BACKUP:-/backup}/wal}"
kept="$wal/$2.gz"
if [ -f "$kept" ]; then
    gunzip -c "$kept" | cmp -s - "$1"
    exit
fi
gzip -c "$1" > "$kept.part"
sync "$kept.part"
mv "$kept.part" "$kept"
sync "$wal"
