#!/bin/sh
# Makes a base backup and lets go of what no kept one needs: the oldest base backups, and the log from before the oldest kept.
#
#   docker compose exec -T -u postgres command-database /archive/base.sh [how many to keep, 3]
set -eu
keep="${1:-3}"
made="/backup/base/$(date -u +%Y%m%dT%H%M%SZ)"
pg_basebackup -U postgres -D "$made.part" -F tar -z -X none -c fast
mv "$made.part" "$made"
rm -rf /backup/base/*.part
echo "made $made"
find /backup/base -mindepth 1 -maxdepth 1 -type d | sort -r | tail -n "+$((keep + 1))" | while read -r old; do
    rm -r "$old"
    echo "let go of $old"
done
oldest="$(find /backup/base -mindepth 1 -maxdepth 1 -type d | sort | head -n 1)"
first="$(tar -xzOf "$oldest/base.tar.gz" backup_label | sed -n 's/^START WAL LOCATION: .*(file \([0-9A-F]*\))$/\1/p')"
pg_archivecleanup -x .gz /backup/wal "$first"
