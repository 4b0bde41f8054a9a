#!/bin/sh
# Fills in nginx.conf.template from the environment and starts nginx with it, in the foreground.
#
#   start.sh            fill in and start
#   start.sh -t         fill in and let nginx check it (any nginx arguments may follow)
#   start.sh render     fill in and print, for a site's own nginx
#
# EDGE_COMMAND, EDGE_QUERY       the instances of each service, host:port, separated by spaces
# EDGE_LISTEN                    address and port, 8080 by default
# EDGE_CERTIFICATE, EDGE_CERTIFICATE_KEY   files in PEM; with them it answers over TLS only
# EDGE_SCREENS                   directory of the screens, where there are any
# EDGE_TRUSTED_PROXIES           networks of the site's own proxies in front, separated by spaces
# EDGE_STATUS                    for the edge's own health and figures, 127.0.0.1:8089 by default
# EDGE_RUN, EDGE_TEMPORARY       directories for the pid and for bodies on their way, /tmp/edge by default
# EDGE_USER                      whom the workers run as, where it is started as root
# EDGE_ACCESS_LOG, EDGE_ERROR_LOG
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)

refuse() {
    echo "入口没有启动：$1" >&2
    exit 1
}

[ -n "${EDGE_COMMAND:-}" ] || refuse "没有配置 EDGE_COMMAND，请写明办理服务的地址，例如 EDGE_COMMAND='command-1:8080 command-2:8080'。"
[ -n "${EDGE_QUERY:-}" ] || refuse "没有配置 EDGE_QUERY，请写明查询服务的地址，例如 EDGE_QUERY='query-1:8080 query-2:8080'。"
if [ -n "${EDGE_CERTIFICATE:-}" ]; then
    [ -n "${EDGE_CERTIFICATE_KEY:-}" ] || refuse "配置了证书，但没有配置私钥 EDGE_CERTIFICATE_KEY。"
    [ -r "$EDGE_CERTIFICATE" ] || refuse "读不到证书文件 $EDGE_CERTIFICATE。"
    [ -r "$EDGE_CERTIFICATE_KEY" ] || refuse "读不到私钥文件 $EDGE_CERTIFICATE_KEY。"
fi

# each BEFORE AFTER WORDS: one directive a word
each() {
    for word in $3; do printf '%s%s%s; ' "$1" "$word" "$2"; done
}

# shellcheck disable=SC2155 # nothing here fails
{
    export EDGE_LISTEN="${EDGE_LISTEN:-8080}"
    export EDGE_LISTEN_TLS="${EDGE_CERTIFICATE:+ ssl http2}"
    export EDGE_STATUS="${EDGE_STATUS:-127.0.0.1:8089}"
    export EDGE_RUN="${EDGE_RUN:-/tmp/edge}"
    export EDGE_TEMPORARY="${EDGE_TEMPORARY:-$EDGE_RUN}"
    export EDGE_SCREENS="${EDGE_SCREENS:-$EDGE_RUN/no-screens}"
    export EDGE_ACCESS_LOG="${EDGE_ACCESS_LOG:-/dev/stdout}"
    export EDGE_ERROR_LOG="${EDGE_ERROR_LOG:-stderr}"
    export EDGE_COMMAND_SERVERS="$(each 'server ' ' max_fails=1 fail_timeout=10s' "$EDGE_COMMAND")"
    export EDGE_QUERY_SERVERS="$(each 'server ' ' max_fails=1 fail_timeout=10s' "$EDGE_QUERY")"
    export EDGE_TRUSTED_PROXIES_LINES="$(each 'set_real_ip_from ' '' "${EDGE_TRUSTED_PROXIES:-}")"
    export EDGE_TRUSTED_PROXIES_MARKS="$(each '' ' 1' "${EDGE_TRUSTED_PROXIES:-}")"
}

render() {
    awk '
        # A line for a setting that is not given is left out.
        match($0, /#EDGE_[A-Z_]+\? /) {
            name = substr($0, RSTART + 1, RLENGTH - 3)
            if (ENVIRON[name] == "") next
            $0 = substr($0, 1, RSTART - 1) substr($0, RSTART + RLENGTH)
        }
        {
            done = ""
            while (match($0, /\$\{EDGE_[A-Z_]+\}/)) {
                done = done substr($0, 1, RSTART - 1) ENVIRON[substr($0, RSTART + 2, RLENGTH - 3)]
                $0 = substr($0, RSTART + RLENGTH)
            }
            print done $0
        }
    ' "$here/nginx.conf.template"
}

if [ "${1:-}" = render ]; then
    render
    exit
fi

mkdir -p "$EDGE_RUN" "$EDGE_TEMPORARY"
render > "$EDGE_RUN/nginx.conf"
exec nginx -e stderr -c "$EDGE_RUN/nginx.conf" -g 'daemon off;' "$@"
