#!/bin/sh
# Makes a base backup. Told how many to keep, it lets go of the oldest others, and of the log from before the oldest kept.
#
#   docker compose exec -T -u postgres command-database /archive/base.sh [how many to keep; all]
set -eu
keep="${1:-}"
backup="${LIUHEN_BACKUP:-/backup}"
made="$backup/base/$(date -u +%Y%m%dT%H%M%SZ)"
pg_basebackup -U postgres -D "$made.part" -F tar -z -X none -c fast
mv "$made.part" "$made"
rm -rf "$backup"/base/*.part
echo "made $made"
[ -n "$keep" ] || exit 0
find "$backup/base" -mindepth 1 -maxdepth 1 -type d | sort -r | tail -n "+$((keep + 1))" | while read -r old; do
    rm -r "$old"
    echo "let go of $old"
done
oldest="$(find "$backup/base" -mindepth 1 -maxdepth 1 -type d | sort | head -n 1)"
first="$(tar -xzOf "$oldest/base.tar.gz" backup_label | sed -n 's/^START WAL LOCATION: .*(file \([0-9A-F]*\))$/\1/p')"
pg_archivecleanup -x .gz "$backup/wal" "$first"
