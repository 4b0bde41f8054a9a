#!/bin/bash
# Whether the service is ready. The image has no curl; bash itself opens the connection.
exec 3<> /dev/tcp/127.0.0.1/8080 || exit 1
printf 'GET /actuator/health/readiness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r _ status _ <&3
[ "$status" = 200 ]
