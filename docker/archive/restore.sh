#!/bin/sh
# Lays a base backup into the empty data directory, so that the next start goes through the log that was kept: to its end, or to
# a moment.
#
#   docker compose run --rm --no-deps -u postgres --entrypoint /archive/restore.sh command-database ['2026-11-25 10:30:00+08']
set -eu
moment="${1:-}"
backup="${LIUHEN_BACKUP:-/backup}"
refuse() {
    echo "没有恢复：$1" >&2
    exit 1
}
[ -z "$(ls -A "$PGDATA" 2> /dev/null)" ] || refuse "数据目录 $PGDATA 里有数据。请先保存并移走它（README：恢复），再恢复。"
base="$(find "$backup/base" -mindepth 1 -maxdepth 1 -type d ! -name '*.part' | sort | tail -n 1)"
if [ -n "$moment" ]; then
    date -d "$moment" > /dev/null 2>&1 || refuse "看不懂时间“$moment”，请写成 '2026-11-25 10:30:00+08'。"
    # PostgreSQL reads no zone by its name here, so it is told the moment as UTC.
    moment="$(date -u -d "$moment" '+%Y-%m-%d %H:%M:%S.%6N+00')"
    # The last one that was finished by then.
    base="$(find "$backup/base" -mindepth 1 -maxdepth 1 -type d ! -name '*.part' ! -newermt "$moment" | sort | tail -n 1)"
    [ -n "$base" ] || refuse "$moment 之前没有基础备份。"
fi
[ -n "$base" ] || refuse "$backup/base 里没有基础备份。"
mkdir -p "$PGDATA"
chmod 700 "$PGDATA"
tar -xzf "$base/base.tar.gz" -C "$PGDATA"
{
    echo "restore_command = 'gunzip -c \"$backup/wal/%f.gz\" > \"%p\"'"
    echo "recovery_target_action = 'promote'"
    echo "recovery_target_time = '$moment'" # an earlier recovery's may be in the backup; the last line holds
} >> "$PGDATA/postgresql.auto.conf"
touch "$PGDATA/recovery.signal"
echo "restored $base; start command-database and look at its log"
